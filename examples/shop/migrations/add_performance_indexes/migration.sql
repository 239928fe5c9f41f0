-- Migration: add_performance_indexes
-- Description: 155 indexes for the queries of the shop, over old and new tables, built while the tables stay writable
-- Priority: Low
-- Risk: low
-- Est. Duration: 5-10 s
-- Breaking: no
-- Depends: 20251118154530_sync_schema_phase30, 20251119004754_add_vendor_management_system, organization_module, 20251202_add_owner_relation_and_role_permissions, add_privacy_consent
-- Rollback: down.sql drops the indexes; no data is touched

-- CONCURRENTLY does not run in a transaction: every statement stands for itself, and all may be run again.

-- Core entities: users, products, orders, reviews
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_users_email_lower" ON "users"(lower("email"));
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_users_created_at" ON "users"("createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_users_role_created_at" ON "users"("role", "createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_users_last_login_at" ON "users"("lastLoginAt") WHERE "lastLoginAt" IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_users_last_name_first_name" ON "users"("lastName", "firstName");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_users_deleted_at" ON "users"("deletedAt") WHERE "deletedAt" IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_users_restricted" ON "users"("id") WHERE "processingRestricted";
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_addresses_country_postal_code" ON "addresses"("country", "postalCode");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_addresses_default" ON "addresses"("userId") WHERE "isDefault";
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_categories_parent_id_position" ON "categories"("parentId", "position");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_products_status_created_at" ON "products"("status", "createdAt" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_products_category_id_status_price" ON "products"("categoryId", "status", "price");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_products_active_price" ON "products"("price") WHERE "status" = 'ACTIVE';
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_products_listing_covering" ON "products"("categoryId", "createdAt" DESC) INCLUDE ("name", "price");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_products_search" ON "products" USING gin((to_tsvector('english', "name" || ' ' || "description")));
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_products_attributes" ON "products" USING gin("attributes");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_product_images_product_id_position" ON "product_images"("productId", "position");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_orders_address_id" ON "orders"("addressId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_orders_coupon_id" ON "orders"("couponId") WHERE "couponId" IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_orders_created_at" ON "orders"("createdAt" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_orders_status_created_at" ON "orders"("status", "createdAt" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_orders_history_covering" ON "orders"("userId", "createdAt" DESC) INCLUDE ("status", "total");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_orders_open" ON "orders"("createdAt") WHERE "status" IN ('PENDING', 'PAID');
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_orders_channel_created_at" ON "orders"("channel", "createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_orders_estimated_delivery_at" ON "orders"("estimatedDeliveryAt") WHERE "estimatedDeliveryAt" IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_order_items_product_covering" ON "order_items"("productId") INCLUDE ("quantity", "unitPrice");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_order_status_events_to_status_created_at" ON "order_status_events"("toStatus", "createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_reviews_user_id_created_at" ON "reviews"("userId", "createdAt" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_reviews_product_id_rating" ON "reviews"("productId", "rating");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_reviews_published" ON "reviews"("productId", "createdAt" DESC) WHERE "status" = 'APPROVED';
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_reviews_moderation" ON "reviews"("createdAt") WHERE "status" = 'PENDING';

-- Shopping cart and checkout
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_carts_coupon_id" ON "carts"("couponId") WHERE "couponId" IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_carts_updated_at" ON "carts"("updatedAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_cart_items_product_id" ON "cart_items"("productId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_coupons_starts_at_ends_at" ON "coupons"("startsAt", "endsAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_payments_status_created_at" ON "payments"("status", "createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_payments_order_covering" ON "payments"("orderId") INCLUDE ("status", "amount");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_payments_failed" ON "payments"("createdAt") WHERE "status" = 'FAILED';
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_shipments_warehouse_id_shipped_at" ON "shipments"("warehouseId", "shippedAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_shipments_tracking_number" ON "shipments"("trackingNumber");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_shipments_on_the_way" ON "shipments"("status") WHERE "status" <> 'DELIVERED';
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_abandoned_carts_to_remind" ON "abandoned_carts"("createdAt") WHERE "reminderSentAt" IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_return_requests_status_created_at" ON "return_requests"("status", "createdAt");

-- Inventory and warehouses
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_inventory_warehouse_id_product_id" ON "inventory"("warehouseId", "productId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_inventory_reorder" ON "inventory"("productId") WHERE "quantity" <= "reorderLevel";
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_inventory_updated_at" ON "inventory"("updatedAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_stock_alerts_open" ON "stock_alerts"("createdAt") WHERE "notifiedAt" IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_price_history_product_id_valid_from" ON "price_history"("productId", "validFrom" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_product_variants_product_id_price" ON "product_variants"("productId", "price");

-- Sessions and traffic
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_sessions_user_id_created_at" ON "sessions"("userId", "createdAt" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_sessions_expires_at" ON "sessions"("expiresAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_page_views_product_id_created_at" ON "page_views"("productId", "createdAt") WHERE "productId" IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_page_views_created_at" ON "page_views" USING brin("createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_page_views_path_created_at" ON "page_views"("path", "createdAt");

-- Vendors
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_vendor_profiles_status_created_at" ON "vendor_profiles"("status", "createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_vendor_applications_status_created_at" ON "vendor_applications"("status", "createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_vendor_payouts_status_period_end" ON "vendor_payouts"("status", "periodEnd");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_vendor_payouts_vendor_id_period_start" ON "vendor_payouts"("vendorId", "periodStart" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_vendor_performance_metrics_month" ON "vendor_performance_metrics"("month");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_vendor_commission_rules_valid_from_valid_to" ON "vendor_commission_rules"("validFrom", "validTo");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_vendor_analytics_day" ON "vendor_analytics"("day");

-- Advertising
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_ad_campaigns_status_starts_at" ON "ad_campaigns"("status", "startsAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_advertisements_active" ON "advertisements"("type") WHERE "isActive";
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_ad_keywords_keyword" ON "ad_keywords"("keyword");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_ad_impressions_advertisement_id_shown_at" ON "ad_impressions"("advertisementId", "shownAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_ad_clicks_advertisement_id_clicked_at" ON "ad_clicks"("advertisementId", "clickedAt");

-- Subscriptions, loyalty, deals, gift cards
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_subscriptions_status_renews_at" ON "subscriptions"("status", "renewsAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_subscription_invoices_status_due_at" ON "subscription_invoices"("status", "dueAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_bnpl_installments_status_due_at" ON "bnpl_installments"("status", "dueAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_point_transactions_loyalty_id_created_at" ON "point_transactions"("loyaltyId", "createdAt" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_rewards_active" ON "rewards"("cost") WHERE "isActive";
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_referrals_email" ON "referrals"("email");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_deals_status_starts_at_ends_at" ON "deals"("status", "startsAt", "endsAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_gift_cards_status_expires_at" ON "gift_cards"("status", "expiresAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_store_credit_transactions_created_at" ON "store_credit_transactions"("createdAt");

-- Search and analytics
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_search_queries_created_at" ON "search_queries"("createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_search_queries_query_lower" ON "search_queries"(lower("query"));
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_product_views_product_id_viewed_at" ON "product_views"("productId", "viewedAt" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_product_views_user_id_viewed_at" ON "product_views"("userId", "viewedAt" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_user_behaviors_user_id_created_at" ON "user_behaviors"("userId", "createdAt" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_user_behaviors_type_created_at" ON "user_behaviors"("type", "createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_product_analytics_day" ON "product_analytics"("day");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_category_analytics_day" ON "category_analytics"("day");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_notifications_unread" ON "notifications"("userId", "createdAt" DESC) WHERE "readAt" IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_translations_key" ON "translations"("key");

-- Organizations
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organizations_status_created_at" ON "organizations"("status", "createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organizations_country" ON "organizations"("country");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_members_organization_id_status" ON "organization_members"("organizationId", "status");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_departments_organization_id_name" ON "departments"("organizationId", "name");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_teams_organization_id_name" ON "teams"("organizationId", "name");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_kyc_applications_status_submitted_at" ON "kyc_applications"("status", "submittedAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_invitations_email" ON "organization_invitations"("email");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_invitations_open" ON "organization_invitations"("expiresAt") WHERE "acceptedAt" IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_api_keys_live" ON "organization_api_keys"("expiresAt") WHERE "revokedAt" IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_audit_logs_organization_id_created_at" ON "organization_audit_logs"("organizationId", "createdAt" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_audit_logs_entity_entity_id" ON "organization_audit_logs"("entity", "entityId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_invoices_status_due_at" ON "organization_invoices"("status", "dueAt");

-- Privacy
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_consent_log_user_id_type_created_at" ON "ConsentLog"("userId", "type", "createdAt" DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_data_deletion_request_status_scheduled_for" ON "DataDeletionRequest"("status", "scheduledFor");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_data_export_request_status_created_at" ON "DataExportRequest"("status", "createdAt");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_agreed_terms_document_version" ON "AgreedTerms"("document", "version");

-- Foreign keys that no index leads with
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_product_translations_language" ON "product_translations"("language");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_category_translations_language" ON "category_translations"("language");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_exchange_rates_quote" ON "exchange_rates"("quote");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_bundle_items_product_id" ON "bundle_items"("productId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_wishlist_product_id" ON "wishlist"("productId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_stock_alerts_product_id" ON "stock_alerts"("productId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_product_questions_product_id" ON "product_questions"("productId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_product_questions_user_id" ON "product_questions"("userId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_product_answers_user_id" ON "product_answers"("userId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_ad_campaigns_owner_id" ON "ad_campaigns"("ownerId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_advertisements_product_id" ON "advertisements"("productId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_ad_impressions_session_id" ON "ad_impressions"("sessionId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_ad_clicks_impression_id" ON "ad_clicks"("impressionId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_ad_clicks_user_id" ON "ad_clicks"("userId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_subscriptions_plan_id" ON "subscriptions"("planId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_customer_loyalty_program_id" ON "customer_loyalty"("programId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_customer_loyalty_tier_id" ON "customer_loyalty"("tierId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_point_transactions_order_id" ON "point_transactions"("orderId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_rewards_program_id" ON "rewards"("programId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_reward_redemptions_reward_id" ON "reward_redemptions"("rewardId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_reward_redemptions_order_id" ON "reward_redemptions"("orderId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_referrals_referred_id" ON "referrals"("referredId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_deal_products_product_id" ON "deal_products"("productId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_deal_purchases_deal_product_id" ON "deal_purchases"("dealProductId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_deal_purchases_order_id" ON "deal_purchases"("orderId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_deal_notifications_user_id" ON "deal_notifications"("userId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_gift_cards_purchased_by_id" ON "gift_cards"("purchasedById");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_gift_card_transactions_order_id" ON "gift_card_transactions"("orderId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_store_credit_transactions_order_id" ON "store_credit_transactions"("orderId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_return_requests_user_id" ON "return_requests"("userId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_return_items_order_item_id" ON "return_items"("orderItemId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_abandoned_carts_recovered_order_id" ON "abandoned_carts"("recoveredOrderId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_notifications_user_id" ON "notifications"("userId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_user_behaviors_session_id" ON "user_behaviors"("sessionId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_user_behaviors_product_id" ON "user_behaviors"("productId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_search_queries_user_id" ON "search_queries"("userId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_review_votes_user_id" ON "review_votes"("userId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_products_vendor_id" ON "products"("vendorId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_vendor_applications_reviewed_by_id" ON "vendor_applications"("reviewedById");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_vendor_commission_rules_category_id" ON "vendor_commission_rules"("categoryId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_orders_organization_id" ON "orders"("organizationId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_departments_parent_id" ON "departments"("parentId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_teams_department_id" ON "teams"("departmentId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_members_user_id" ON "organization_members"("userId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_members_role_id" ON "organization_members"("roleId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_members_department_id" ON "organization_members"("departmentId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_members_team_id" ON "organization_members"("teamId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_kyc_applications_reviewed_by_id" ON "kyc_applications"("reviewedById");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_invitations_role_id" ON "organization_invitations"("roleId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_invitations_invited_by_id" ON "organization_invitations"("invitedById");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_api_keys_created_by_id" ON "organization_api_keys"("createdById");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_organization_audit_logs_actor_id" ON "organization_audit_logs"("actorId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_role_permissions_permission_id" ON "role_permissions"("permissionId");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idx_role_permissions_granted_by_id" ON "role_permissions"("grantedById");
