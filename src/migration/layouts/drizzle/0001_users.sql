CREATE TABLE "users" ("id" int);--> statement-breakpoint
CREATE INDEX ON "users" ("id");
