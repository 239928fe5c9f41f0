-- Undoes add_privacy_consent: consents are lost, export them first.

-- DropTable, the last one created first
DROP TABLE "AgreedTerms";
DROP TABLE "DataExportRequest";
DROP TABLE "DataDeletionRequest";
DROP TABLE "ConsentLog";

-- AlterTable
ALTER TABLE "users" DROP COLUMN "processingRestricted",
DROP COLUMN "deletedAt";

-- DropEnum
DROP TYPE "PrivacyRequestStatus";
DROP TYPE "ConsentType";
