ALTER TABLE orders ADD COLUMN closed_at timestamptz;
