-- Undoes 20251119004754_add_vendor_management_system: vendor data is lost, products stay.

-- AlterTable
ALTER TABLE "products" DROP CONSTRAINT "products_vendorId_fkey",
DROP COLUMN "vendorId";

-- DropTable, the last one created first
DROP TABLE "vendor_performance_metrics";
DROP TABLE "vendor_payouts";
DROP TABLE "vendor_commission_rules";
DROP TABLE "vendor_applications";
DROP TABLE "vendor_profiles";

-- DropEnum
DROP TYPE "PayoutMethod";
DROP TYPE "PayoutStatus";
DROP TYPE "VendorApplicationStatus";
DROP TYPE "VendorStatus";
