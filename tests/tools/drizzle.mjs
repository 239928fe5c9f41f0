// Applies the migrations of a folder as an application that uses drizzle-orm does.
import { createRequire } from 'node:module';
const require = createRequire(process.argv[3] + '/');
const { drizzle } = require('drizzle-orm/node-postgres');
const { migrate } = require('drizzle-orm/node-postgres/migrator');
const pg = require('pg');
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
await migrate(drizzle(pool), { migrationsFolder: process.argv[2] });
await pool.end();
