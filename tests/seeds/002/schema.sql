CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE "User" (id bigserial PRIMARY KEY);
CREATE TABLE "Company" (id bigserial PRIMARY KEY, "ownerId" bigint);
CREATE TABLE "Category" (id bigserial PRIMARY KEY, name text UNIQUE);
CREATE TABLE "Recipe" (id bigserial PRIMARY KEY, name text, description text, method text, category text, "categoryId" bigint,
  "sellingPrice" numeric, "yieldQuantity" numeric, "updatedAt" timestamptz DEFAULT now());
CREATE TABLE "RecipeItem" (id bigserial PRIMARY KEY, "recipeId" bigint, "ingredientId" bigint, quantity numeric,
  "updatedAt" timestamptz DEFAULT now());
CREATE TABLE "RecipeSection" (id bigserial PRIMARY KEY, "recipeId" bigint, "order" int, "updatedAt" timestamptz DEFAULT now());
CREATE TABLE "Ingredient" (id bigserial PRIMARY KEY, "packPrice" numeric, "updatedAt" timestamptz DEFAULT now());
CREATE TABLE "ProductionPlan" (id bigserial PRIMARY KEY, "createdBy" bigint);
CREATE TABLE "ProductionTask" (id bigserial PRIMARY KEY, "assignedTo" bigint);
CREATE TABLE "InventoryMovement" (id bigserial PRIMARY KEY, "createdBy" bigint);
INSERT INTO "User" DEFAULT VALUES;
INSERT INTO "Company" ("ownerId") VALUES (1);
INSERT INTO "Category" (name) VALUES ('soup'), ('cake');
INSERT INTO "Recipe" (name, category, "sellingPrice", "yieldQuantity") SELECT 'Recipe ' || i, CASE WHEN i % 2 = 0 THEN 'soup'
  ELSE 'cake' END, 5, 4 FROM generate_series(1, 30) i;
INSERT INTO "RecipeItem" ("recipeId", "ingredientId", quantity) SELECT i, i, 1 FROM generate_series(1, 30) i;
INSERT INTO "RecipeSection" ("recipeId", "order") SELECT i, 1 FROM generate_series(1, 30) i;
INSERT INTO "Ingredient" ("packPrice") SELECT 2 FROM generate_series(1, 30) i;
CREATE VIEW pg_stat_statements AS
  SELECT 'SELECT 1'::text AS query, 150::bigint AS calls, 0.01::float8 AS mean_exec_time, 1.5::float8 AS total_exec_time;
