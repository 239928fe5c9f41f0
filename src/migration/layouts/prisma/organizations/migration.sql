CREATE TABLE "organizations" ("id" SERIAL PRIMARY KEY);
