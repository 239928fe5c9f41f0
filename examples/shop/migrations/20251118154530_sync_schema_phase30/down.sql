-- Undoes 20251118154530_sync_schema_phase30: the new tables and columns go, with what is in them.

-- DropTable, the last one created first
DROP TABLE "review_votes";
DROP TABLE "review_images";
DROP TABLE "saved_searches";
DROP TABLE "product_views";
DROP TABLE "search_queries";
DROP TABLE "user_behaviors";
DROP TABLE "notification_preferences";
DROP TABLE "notifications";
DROP TABLE "abandoned_carts";
DROP TABLE "return_items";
DROP TABLE "return_requests";
DROP TABLE "shipping_rates";
DROP TABLE "shipping_zones";
DROP TABLE "tax_rates";
DROP TABLE "exchange_rates";
DROP TABLE "currencies";
DROP TABLE "translations";
DROP TABLE "category_translations";
DROP TABLE "product_translations";
DROP TABLE "languages";
DROP TABLE "store_credit_transactions";
DROP TABLE "store_credits";
DROP TABLE "gift_card_transactions";
DROP TABLE "gift_cards";
DROP TABLE "deal_notifications";
DROP TABLE "deal_purchases";
DROP TABLE "deal_products";
DROP TABLE "deals";
DROP TABLE "referrals";
DROP TABLE "reward_redemptions";
DROP TABLE "rewards";
DROP TABLE "point_transactions";
DROP TABLE "customer_loyalty";
DROP TABLE "loyalty_tiers";
DROP TABLE "loyalty_programs";
DROP TABLE "traffic_analytics";
DROP TABLE "revenue_analytics";
DROP TABLE "category_analytics";
DROP TABLE "product_analytics";
DROP TABLE "vendor_analytics";
DROP TABLE "bnpl_installments";
DROP TABLE "bnpl_payment_plans";
DROP TABLE "subscription_invoices";
DROP TABLE "subscriptions";
DROP TABLE "subscription_plans";
DROP TABLE "ad_clicks";
DROP TABLE "ad_impressions";
DROP TABLE "ad_keywords";
DROP TABLE "advertisements";
DROP TABLE "ad_campaigns";
DROP TABLE "product_answers";
DROP TABLE "product_questions";
DROP TABLE "stock_alerts";
DROP TABLE "price_history";
DROP TABLE "wishlist";
DROP TABLE "bundle_items";
DROP TABLE "product_bundles";
DROP TABLE "variant_options";
DROP TABLE "product_variants";

-- AlterTable
ALTER TABLE "reviews" DROP COLUMN "updatedAt",
DROP COLUMN "helpfulCount",
DROP COLUMN "isVerifiedPurchase",
DROP COLUMN "status";

-- AlterTable
ALTER TABLE "orders" DROP CONSTRAINT "orders_gift_card_amount_check",
DROP COLUMN "netTotal",
DROP COLUMN "estimatedDeliveryAt",
DROP COLUMN "loyaltyPointsEarned",
DROP COLUMN "giftCardAmount",
DROP COLUMN "currency",
DROP COLUMN "channel";

-- DropEnum
DROP TYPE "BehaviorType";
DROP TYPE "NotificationChannel";
DROP TYPE "ReturnStatus";
DROP TYPE "GiftCardStatus";
DROP TYPE "DealStatus";
DROP TYPE "DealType";
DROP TYPE "ReferralStatus";
DROP TYPE "RewardType";
DROP TYPE "PointReason";
DROP TYPE "InstallmentStatus";
DROP TYPE "InvoiceStatus";
DROP TYPE "SubscriptionStatus";
DROP TYPE "BillingInterval";
DROP TYPE "AdType";
DROP TYPE "CampaignStatus";
DROP TYPE "ReviewStatus";
DROP TYPE "SalesChannel";
