-- Undoes 20251117022438_add_password_reset_table: open reset links are lost.

-- DropTable, the last one created first
DROP TABLE "password_resets";
