CREATE INDEX "organizations_id_idx" ON "organizations"("id");
