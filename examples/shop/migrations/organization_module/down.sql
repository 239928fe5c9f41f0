-- Undoes organization_module: organizations and all that belongs to them are lost.

-- AlterTable
ALTER TABLE "orders" DROP CONSTRAINT "orders_organizationId_fkey",
DROP COLUMN "organizationId";

-- DropTable, the last one created first
DROP TABLE "organization_invoices";
DROP TABLE "organization_billing";
DROP TABLE "organization_audit_logs";
DROP TABLE "organization_api_keys";
DROP TABLE "organization_invitations";
DROP TABLE "kyc_applications";
DROP TABLE "organization_members";
DROP TABLE "permissions";
DROP TABLE "organization_roles";
DROP TABLE "teams";
DROP TABLE "departments";
DROP TABLE "organizations";

-- DropEnum
DROP TYPE "KycStatus";
DROP TYPE "MemberStatus";
DROP TYPE "OrganizationStatus";
DROP TYPE "OrganizationType";
