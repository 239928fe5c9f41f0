-- Undoes 20251202_add_owner_relation_and_role_permissions: who may do what is lost, roles and permissions stay.

-- DropForeignKey, DropIndex
ALTER TABLE "organizations" DROP CONSTRAINT "organizations_ownerId_fkey";
DROP INDEX "organizations_ownerId_idx";

-- DropTable, the last one created first
DROP TABLE "role_permissions";
