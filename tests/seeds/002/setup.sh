# The migrations that the runbook names by file.
mkdir -p migrations/rollbacks docs/db
echo "SELECT count(*) AS recipes FROM \"Recipe\";" >docs/db/observability.sql
cat >migrations/20250115120000_add_composite_unique_constraints.sql <<'S'
ALTER TABLE "RecipeItem" ADD CONSTRAINT "RecipeItem_recipeId_ingredientId_key" UNIQUE ("recipeId", "ingredientId");
ALTER TABLE "RecipeSection" ADD CONSTRAINT "RecipeSection_recipeId_order_key" UNIQUE ("recipeId", "order");
S
cat >migrations/rollbacks/20250115120000_add_composite_unique_constraints_rollback.sql <<'S'
ALTER TABLE "RecipeItem" DROP CONSTRAINT "RecipeItem_recipeId_ingredientId_key";
ALTER TABLE "RecipeSection" DROP CONSTRAINT "RecipeSection_recipeId_order_key";
S
: >migrations/20250115130000_add_missing_foreign_keys_production_safe.sql
while read -r table column; do
  cat >>migrations/20250115130000_add_missing_foreign_keys_production_safe.sql <<S
ALTER TABLE "$table" ADD CONSTRAINT "${table}_${column}_fkey" FOREIGN KEY ("$column") REFERENCES "User" (id) NOT VALID;
ALTER TABLE "$table" VALIDATE CONSTRAINT "${table}_${column}_fkey";
S
done <<'S'
Company ownerId
ProductionPlan createdBy
ProductionTask assignedTo
InventoryMovement createdBy
S
cat >migrations/20250115140000_add_check_constraints.sql <<'S'
ALTER TABLE "Recipe" ADD CONSTRAINT recipe_selling_price_positive CHECK ("sellingPrice" > 0);
ALTER TABLE "Ingredient" ADD CONSTRAINT ingredient_pack_price_positive CHECK ("packPrice" > 0);
ALTER TABLE "Recipe" ADD CONSTRAINT recipe_yield_quantity_positive CHECK ("yieldQuantity" > 0);
ALTER TABLE "RecipeItem" ADD CONSTRAINT recipe_item_quantity_positive CHECK (quantity > 0);
S
cat >migrations/20250115150000_add_performance_indexes.sql <<'S'
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_recipe_name_trgm ON "Recipe" USING gin (name gin_trgm_ops);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_recipe_list_covering ON "Recipe" (name) INCLUDE (category);
S
cat >migrations/20250115160000_fix_recipe_category_fields_backfill.sql <<'S'
UPDATE "Recipe" r SET "categoryId" = c.id FROM "Category" c WHERE c.name = r.category AND r."categoryId" IS NULL;
S
cat >migrations/20250115160001_fix_recipe_category_fields_cutover.sql <<'S'
CREATE FUNCTION sync_recipe_category_from_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT name INTO NEW.category FROM "Category" WHERE id = NEW."categoryId";
  RETURN NEW;
END $$;
CREATE TRIGGER sync_recipe_category_trigger BEFORE UPDATE OF "categoryId" ON "Recipe"
  FOR EACH ROW EXECUTE FUNCTION sync_recipe_category_from_id();
ALTER TABLE "Recipe" ADD CONSTRAINT recipe_category_consistency_check CHECK (category IS NULL OR "categoryId" IS NOT NULL);
S
