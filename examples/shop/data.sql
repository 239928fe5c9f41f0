-- Rows for the shop: 1.1 million at scale 1, the same ones every time, skewed as real ones are: a few customers order a
-- lot, a few products sell most. psql's variable "scale" multiplies the numbers: -v scale=0.02 is a quick test's shop.
-- Load it together with schema.sql, in one transaction (see there).

\if :{?scale}
\else
  \set scale 1
\endif

SET client_min_messages = warning;
SET LOCAL work_mem = '128MB';
SET LOCAL maintenance_work_mem = '256MB';
SET LOCAL jit = off;

SELECT greatest(200, round(40000 * :scale))::int AS users, greatest(100, round(6000 * :scale))::int AS products,
       greatest(300, round(80000 * :scale))::int AS orders, greatest(100, round(12000 * :scale))::int AS carts,
       greatest(20, round(200 * :scale))::int AS coupons, greatest(200, round(40000 * :scale))::int AS sessions,
       greatest(500, round(200000 * :scale))::int AS page_views \gset

-- Chance without a random generator: a number in [0, 1) that depends on the row and on what it is used for.
CREATE FUNCTION pg_temp.h(n bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE
AS $$ SELECT (hashint8extended(n, salt) & 9007199254740991) / 9007199254740992.0::float8 $$;
-- One of `items`, evenly.
CREATE FUNCTION pg_temp.pick(n bigint, salt bigint, items text[]) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT items[1 + floor(pg_temp.h(n, salt) * cardinality(items))::int] $$;
-- A number from 1 to `size` where few come often (the higher `skew`, the fewer), spread over the whole range.
CREATE FUNCTION pg_temp.skewed(n bigint, salt bigint, size int, skew float8) RETURNS int LANGUAGE sql IMMUTABLE
AS $$ SELECT 1 + (floor(size * power(pg_temp.h(n, salt), skew))::bigint * 7919 % size)::int $$;

INSERT INTO "app_settings" ("key", "value", "updatedAt") VALUES
  ('maintenance', 'false', '2025-11-01 08:00'),
  ('checkout', '{"guest": true, "currencies": ["USD", "EUR"]}', '2025-06-14 09:30'),
  ('free_shipping_from', '75', '2025-03-02 16:45'),
  ('banner', '"Free returns until January"', '2025-11-21 07:00');

INSERT INTO "warehouses" ("id", "code", "name", "city", "country", "isActive") VALUES
  (1, 'RTM1', 'Rotterdam Harbour', 'Rotterdam', 'NL', true), (2, 'LEJ1', 'Leipzig Hub', 'Leipzig', 'DE', true),
  (3, 'EWR1', 'Newark East', 'Newark', 'US', true), (4, 'RNO1', 'Reno West', 'Reno', 'US', true),
  (5, 'MAN1', 'Manchester Returns', 'Manchester', 'GB', true), (6, 'LYS1', 'Lyon Sud', 'Lyon', 'FR', false);

-- Departments with their categories: "name/what one piece is called".
CREATE TEMP TABLE departments ON COMMIT DROP AS
SELECT row_number() OVER () AS d, name, leaves FROM (VALUES
  ('Kitchen', ARRAY['Knives/Chef''s Knife','Pans/Frying Pan','Coffee/Coffee Grinder','Tea/Teapot','Baking/Loaf Tin','Glassware/Tumbler Set','Storage/Pantry Jar','Boards/Cutting Board']),
  ('Home', ARRAY['Lamps/Table Lamp','Rugs/Rug','Bedding/Duvet Cover','Towels/Bath Towel','Candles/Candle','Clocks/Wall Clock','Mirrors/Mirror','Vases/Vase']),
  ('Outdoor', ARRAY['Tents/Tent','Backpacks/Backpack','Sleeping Bags/Sleeping Bag','Stoves/Camp Stove','Bottles/Water Bottle','Headlamps/Headlamp','Hammocks/Hammock','Coolers/Cool Box']),
  ('Clothing', ARRAY['Jackets/Rain Jacket','Sweaters/Sweater','Shirts/Shirt','Trousers/Chinos','Socks/Socks','Hats/Beanie','Scarves/Scarf','Gloves/Gloves']),
  ('Electronics', ARRAY['Headphones/Headphones','Speakers/Speaker','Chargers/Charger','Keyboards/Keyboard','Mice/Mouse','Monitors/Monitor','Cables/USB-C Cable','Webcams/Webcam']),
  ('Garden', ARRAY['Tools/Hand Trowel','Pots/Plant Pot','Seeds/Seed Box','Hoses/Garden Hose','Gloves/Garden Gloves','Lights/Path Light','Furniture/Bistro Chair','Composters/Composter']),
  ('Toys', ARRAY['Puzzles/Puzzle','Board Games/Board Game','Blocks/Building Blocks','Plush/Plush Bear','Trains/Train Set','Crafts/Craft Kit','Balls/Ball','Kites/Kite']),
  ('Books & Paper', ARRAY['Notebooks/Notebook','Pens/Fountain Pen','Planners/Planner','Cards/Card Set','Cookbooks/Cookbook','Atlases/Atlas','Calendars/Calendar','Folders/Folder']),
  ('Sport', ARRAY['Yoga/Yoga Mat','Running/Running Belt','Cycling/Bike Light','Swimming/Swim Goggles','Climbing/Chalk Bag','Weights/Kettlebell','Rackets/Racket','Ski/Ski Goggles']),
  ('Bath & Body', ARRAY['Soap/Soap Bar','Shaving/Safety Razor','Hair/Hair Brush','Oils/Body Oil','Masks/Clay Mask','Sun/Sun Cream','Teeth/Toothbrush','Sets/Gift Set'])
) AS v(name, leaves);

INSERT INTO "categories" ("id", "parentId", "name", "slug", "position", "createdAt")
SELECT d, NULL, name, regexp_replace(lower(name), '[^a-z]+', '-', 'g'), d, '2022-09-01 10:00' FROM departments;
INSERT INTO "categories" ("id", "parentId", "name", "slug", "position", "createdAt")
SELECT 10 + (d - 1) * 8 + n, d, split_part(leaf, '/', 1),
       regexp_replace(lower(name || ' ' || split_part(leaf, '/', 1)), '[^a-z]+', '-', 'g'), n, '2022-09-01 10:05'
FROM departments, unnest(leaves) WITH ORDINALITY AS l(leaf, n);

CREATE TEMP TABLE leaves ON COMMIT DROP AS
SELECT 10 + (d - 1) * 8 + n AS id, split_part(leaf, '/', 2) AS piece FROM departments, unnest(leaves) WITH ORDINALITY AS l(leaf, n);

INSERT INTO "products" ("id", "categoryId", "sku", "name", "slug", "description", "price", "compareAtPrice", "weightGrams", "status", "attributes", "createdAt", "updatedAt")
SELECT n, l.id, 'SKU-' || lpad(n::text, 6, '0'), p.name, regexp_replace(lower(p.name), '[^a-z0-9]+', '-', 'g') || '-' || n,
       'The ' || p.name || ' is ' || pg_temp.pick(n, 13, ARRAY['made in small batches', 'built to be repaired', 'our best seller for years', 'light enough for every day', 'tested in our own workshop'])
         || '. ' || pg_temp.pick(n, 14, ARRAY['Comes with a two year warranty.', 'Ships in recycled cardboard.', 'Spare parts are in stock.', 'A favourite gift.', 'Wipe clean with a damp cloth.']),
       p.price, CASE WHEN pg_temp.h(n, 15) < 0.2 THEN round(p.price * 1.25, 2) END,
       30 + floor(4000 * power(pg_temp.h(n, 16), 3))::int,
       (CASE WHEN pg_temp.h(n, 17) < 0.93 THEN 'ACTIVE' WHEN pg_temp.h(n, 17) < 0.96 THEN 'DRAFT' ELSE 'ARCHIVED' END)::"ProductStatus",
       jsonb_build_object('colour', p.colour, 'material', lower(p.material)), p.created, p.created
FROM (
  SELECT n, 11 + floor(power(pg_temp.h(n, 10), 1.3) * 80)::int AS leaf,
         pg_temp.pick(n, 11, ARRAY['Oak', 'Linen', 'Steel', 'Wool', 'Copper', 'Bamboo', 'Ceramic', 'Cork', 'Cotton', 'Walnut', 'Glass', 'Canvas', 'Felt', 'Brass']) AS material,
         pg_temp.pick(n, 12, ARRAY['black', 'sand', 'forest', 'navy', 'rust', 'white', 'grey', 'plum']) AS colour
  FROM generate_series(1, :products) AS n
) s
JOIN leaves l ON l.id = s.leaf
CROSS JOIN LATERAL (
  SELECT pg_temp.pick(n, 18, ARRAY['Harbour', 'Alba', 'Nordkapp', 'Field', 'Meridian', 'Tinder', 'Solace', 'Quarry', 'Juniper', 'Lowland', 'Vesper', 'Kestrel', 'Orchard', 'Beacon', 'Pine', 'Otter'])
           || ' ' || s.material || ' ' || l.piece AS name,
         s.material, s.colour, round(exp(1.6 + 3.2 * pg_temp.h(n, 19))::numeric, 0) - 0.05 AS price,
         timestamp '2022-09-15' + pg_temp.h(n, 20) * interval '440 days' AS created
) p;

INSERT INTO "product_images" ("id", "productId", "url", "altText", "position")
SELECT row_number() OVER (ORDER BY p."id", i), p."id", 'https://img.shop.example/p/' || p."id" || '/' || i || '.webp',
       CASE WHEN i = 1 THEN p."name" END, i
FROM "products" p, generate_series(1, 1 + floor(4 * pg_temp.h(p."id", 25))::int) AS i;

INSERT INTO "inventory" ("id", "productId", "warehouseId", "quantity", "reserved", "reorderLevel", "updatedAt")
SELECT row_number() OVER (ORDER BY p."id", w), p."id", w, q.quantity, floor(q.quantity * 0.2 * pg_temp.h(p."id", 30 + w))::int,
       10 + floor(40 * pg_temp.h(p."id", 40 + w))::int, timestamp '2025-11-01' + pg_temp.h(p."id", 50 + w) * interval '29 days'
FROM "products" p, generate_series(1, 5) AS w
CROSS JOIN LATERAL (SELECT floor(900 * power(pg_temp.h(p."id", 60 + w), 3))::int AS quantity) q
WHERE pg_temp.h(p."id", 70 + w) < 0.45;

INSERT INTO "coupons" ("id", "code", "type", "value", "minimumTotal", "usageLimit", "startsAt", "endsAt")
SELECT n, pg_temp.pick(n, 80, ARRAY['SPRING', 'WELCOME', 'BLACKFRIDAY', 'SUMMER', 'THANKYOU', 'FREESHIP', 'FRIENDS']) || n,
       t.type::"CouponType", CASE t.type WHEN 'PERCENT' THEN 5 * (1 + floor(5 * pg_temp.h(n, 82))) WHEN 'FIXED_AMOUNT' THEN 5 ELSE 0 END,
       20 * floor(4 * pg_temp.h(n, 83)), CASE WHEN pg_temp.h(n, 84) < 0.5 THEN 1000 END, t.starts, t.starts + interval '60 days'
FROM generate_series(1, :coupons) AS n
CROSS JOIN LATERAL (SELECT pg_temp.pick(n, 81, ARRAY['PERCENT', 'PERCENT', 'FIXED_AMOUNT', 'FREE_SHIPPING']) AS type,
                           timestamp '2023-12-01' + floor(670 * pg_temp.h(n, 85)) * interval '1 day' AS starts) t;

INSERT INTO "users" ("id", "email", "passwordHash", "firstName", "lastName", "phone", "role", "marketingOptIn", "emailVerifiedAt", "lastLoginAt", "createdAt", "updatedAt")
SELECT n, lower(s.first || '.' || s.last) || n || '@' || pg_temp.pick(n, 102, ARRAY['gmail.example', 'gmail.example', 'outlook.example', 'web.example', 'mail.example', 'posteo.example', 'company.example']),
       '$argon2id$v=19$m=65536,t=3,p=4$' || md5('password' || n), s.first, s.last,
       CASE WHEN pg_temp.h(n, 103) < 0.6 THEN '+1 555 ' || lpad((floor(9999999 * pg_temp.h(n, 104)))::int::text, 7, '0') END,
       (CASE WHEN n <= 3 THEN 'ADMIN' WHEN n <= 20 THEN 'SUPPORT' WHEN pg_temp.h(n, 105) < 0.01 THEN 'VENDOR' ELSE 'CUSTOMER' END)::"UserRole",
       pg_temp.h(n, 106) < 0.4, CASE WHEN pg_temp.h(n, 107) < 0.9 THEN s.created + interval '7 minutes' END,
       s.created + pg_temp.h(n, 108) * (timestamp '2025-11-30' - s.created), s.created, s.created
FROM (
  SELECT n, pg_temp.pick(n, 100, ARRAY['Emma', 'Liam', 'Olivia', 'Noah', 'Ava', 'Lucas', 'Mia', 'Elias', 'Sofia', 'Mateo', 'Amara', 'Hiroshi', 'Chloe', 'Omar', 'Freya', 'Diego', 'Ines', 'Arjun', 'Hannah', 'Felix', 'Layla', 'Jonas', 'Priya', 'Samuel', 'Nadia', 'Oscar', 'Zoe', 'Ivan', 'Grace', 'Kofi', 'Marta', 'Leon', 'Yuki', 'Clara', 'Tomas', 'Aisha', 'Ben', 'Elena', 'Hugo', 'Ruth']) AS first,
         pg_temp.pick(n, 101, ARRAY['Smith', 'Nguyen', 'Garcia', 'Muller', 'Kim', 'Rossi', 'Silva', 'Jansen', 'Patel', 'Johnson', 'Dubois', 'Novak', 'Okafor', 'Haddad', 'Larsen', 'Tanaka', 'Brown', 'Kowalski', 'Moreau', 'Schneider', 'Lopez', 'Ivanova', 'Costa', 'Evans', 'Fischer', 'Mensah', 'Lindqvist', 'Romano', 'Walsh', 'Bauer', 'Santos', 'Clark', 'Virtanen', 'Ahmed', 'Murphy', 'Weber']) AS last,
         timestamp '2023-12-01' + power(n / (:users + 1.0), 0.8) * interval '729 days' AS created
  FROM generate_series(1, :users) AS n
) s;

-- Everyone has one address, a third a second one; an order goes to the first.
INSERT INTO "addresses" ("id", "userId", "label", "street", "city", "postalCode", "country", "isDefault", "createdAt")
SELECT u."id" + (k - 1) * :users, u."id", CASE k WHEN 1 THEN 'Home' ELSE 'Work' END,
       (1 + floor(180 * pg_temp.h(u."id", 110 + k)))::int || ' ' || pg_temp.pick(u."id", 112 + k, ARRAY['Mill Lane', 'Station Road', 'Church Street', 'Park Avenue', 'High Street', 'Elm Street', 'Harbour View', 'Linden Way', 'Kings Road', 'Maple Drive']),
       split_part(c, '/', 1), lpad(floor(99999 * pg_temp.h(u."id", 116 + k))::int::text, 5, '0'), split_part(c, '/', 2), k = 1, u."createdAt"
FROM "users" u, generate_series(1, 2) AS k
CROSS JOIN LATERAL pg_temp.pick(u."id", 114 + k, ARRAY['Portland/US', 'Austin/US', 'Chicago/US', 'Boston/US', 'Denver/US', 'Seattle/US', 'Utrecht/NL', 'Hamburg/DE', 'Leeds/GB', 'Lyon/FR', 'Porto/PT', 'Malmo/SE']) AS c
WHERE k = 1 OR pg_temp.h(u."id", 118) < 0.33;

INSERT INTO "carts" ("id", "userId", "couponId", "createdAt", "updatedAt")
SELECT n, CASE WHEN pg_temp.h(n, 130) < 0.7 THEN pg_temp.skewed(n, 131, :users, 1.5) END,
       CASE WHEN pg_temp.h(n, 132) < 0.1 THEN 1 + floor(:coupons * pg_temp.h(n, 133))::int END, t, t + pg_temp.h(n, 135) * interval '2 hours'
FROM generate_series(1, :carts) AS n
CROSS JOIN LATERAL (SELECT timestamp '2025-09-01' + pg_temp.h(n, 134) * interval '90 days' AS t) c;

INSERT INTO "cart_items" ("id", "cartId", "productId", "quantity", "addedAt")
SELECT row_number() OVER (ORDER BY cart, product), cart, product, 1 + floor(3 * power(pg_temp.h(cart, 145), 4))::int, at
FROM (SELECT DISTINCT ON (cart, product) c."id" AS cart, pg_temp.skewed(c."id", 136 + k, :products, 2.2) AS product, c."updatedAt" AS at
      FROM "carts" c, generate_series(1, 1 + floor(5 * power(pg_temp.h(c."id", 144), 1.6))::int) AS k
      ORDER BY cart, product) s;

-- Orders get their numbers in the order of time, then their items, and from these their amounts.
CREATE TEMP TABLE new_orders ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY created, n)::int AS id, user_id, created
FROM (SELECT n, u."id" AS user_id,
             u."createdAt" + power(pg_temp.h(n, 151), 0.8) * (timestamp '2025-11-30 21:00' - u."createdAt") AS created
      FROM generate_series(1, :orders) AS n
      JOIN "users" u ON u."id" = pg_temp.skewed(n, 150, :users, 1.8)) s;

INSERT INTO "order_items" ("id", "orderId", "productId", "quantity", "unitPrice")
SELECT row_number() OVER (ORDER BY s.order_id, s.product), s.order_id, s.product, 1 + floor(4 * power(pg_temp.h(s.order_id, 165), 5))::int, p."price"
FROM (SELECT DISTINCT o.id AS order_id, pg_temp.skewed(o.id, 155 + k, :products, 2.4) AS product
      FROM new_orders o, generate_series(1, 1 + floor(6 * power(pg_temp.h(o.id, 164), 1.7))::int) AS k) s
JOIN "products" p ON p."id" = s.product;

INSERT INTO "orders" ("id", "number", "userId", "addressId", "couponId", "status", "subtotal", "discount", "shipping", "tax", "total", "notes", "createdAt", "updatedAt")
SELECT o.id, 'SO-' || lpad(o.id::text, 8, '0'), o.user_id, o.user_id, c.coupon,
       (CASE WHEN pg_temp.h(o.id, 170) < 0.04 THEN 'CANCELLED' WHEN pg_temp.h(o.id, 170) < 0.07 THEN 'REFUNDED'
             WHEN o.created > '2025-11-29' THEN 'PENDING' WHEN o.created > '2025-11-27' THEN 'PAID'
             WHEN o.created > '2025-11-22' THEN 'SHIPPED' ELSE 'DELIVERED' END)::"OrderStatus",
       a.subtotal, a.discount, a.shipping, a.tax, a.subtotal - a.discount + a.shipping + a.tax,
       CASE WHEN pg_temp.h(o.id, 171) < 0.06 THEN pg_temp.pick(o.id, 172, ARRAY['Please leave with a neighbour', 'Gift, no invoice please', 'Ring twice', 'Deliver after 5 pm']) END,
       o.created, o.created
FROM new_orders o
JOIN (SELECT "orderId" AS id, sum("quantity" * "unitPrice") AS subtotal FROM "order_items" GROUP BY 1) i ON i.id = o.id
CROSS JOIN LATERAL (SELECT CASE WHEN pg_temp.h(o.id, 173) < 0.12 THEN 1 + floor(:coupons * power(pg_temp.h(o.id, 174), 2))::int END AS coupon) c
CROSS JOIN LATERAL (SELECT i.subtotal, CASE WHEN c.coupon IS NULL THEN 0 ELSE round(i.subtotal * 0.1, 2) END AS discount,
                           CASE WHEN i.subtotal >= 75 THEN 0 ELSE 5.95 END AS shipping, round(i.subtotal * 0.08, 2) AS tax) a;

INSERT INTO "order_status_events" ("id", "orderId", "fromStatus", "toStatus", "createdAt")
SELECT row_number() OVER (ORDER BY at, "id", step), "id", "from"::"OrderStatus", "to"::"OrderStatus", at
FROM "orders" o
CROSS JOIN LATERAL (VALUES
  (1, NULL, 'PENDING', o."createdAt"),
  (2, 'PENDING', 'PAID', CASE WHEN o."status" NOT IN ('PENDING', 'CANCELLED') THEN o."createdAt" + interval '3 minutes' END),
  (3, 'PAID', 'SHIPPED', CASE WHEN o."status" IN ('SHIPPED', 'DELIVERED', 'REFUNDED') AND pg_temp.h(o."id", 180) < 0.4 THEN o."createdAt" + interval '1 day' END),
  (4, 'PENDING', 'CANCELLED', CASE WHEN o."status" = 'CANCELLED' THEN o."createdAt" + interval '50 minutes' END)
) AS e(step, "from", "to", at)
WHERE at IS NOT NULL;

-- Some pay at the second attempt.
INSERT INTO "payments" ("id", "orderId", "method", "status", "amount", "providerRef", "createdAt")
SELECT row_number() OVER (ORDER BY o."id", k), o."id", pg_temp.pick(o."id", 190, ARRAY['CARD', 'CARD', 'CARD', 'PAYPAL', 'PAYPAL', 'APPLE_PAY', 'BANK_TRANSFER'])::"PaymentMethod",
       (CASE WHEN k = 1 AND t.tries = 2 THEN 'FAILED' WHEN o."status" = 'REFUNDED' THEN 'REFUNDED' WHEN o."status" = 'PENDING' THEN 'AUTHORIZED'
             WHEN o."status" = 'CANCELLED' THEN 'FAILED' ELSE 'CAPTURED' END)::"PaymentStatus",
       o."total", 'pay_' || substr(md5('payment' || o."id" || '/' || k), 1, 20), o."createdAt" + k * interval '90 seconds'
FROM "orders" o
CROSS JOIN LATERAL (SELECT CASE WHEN pg_temp.h(o."id", 191) < 0.05 THEN 2 ELSE 1 END AS tries) t
CROSS JOIN LATERAL generate_series(1, t.tries) AS k;

INSERT INTO "shipments" ("id", "orderId", "warehouseId", "carrier", "trackingNumber", "status", "shippedAt", "deliveredAt")
SELECT row_number() OVER (ORDER BY o."id"), o."id", 1 + floor(5 * power(pg_temp.h(o."id", 200), 1.5))::int,
       pg_temp.pick(o."id", 201, ARRAY['DHL', 'UPS', 'FedEx', 'PostNL', 'DPD']), 'TRK' || upper(substr(md5('parcel' || o."id"), 1, 12)),
       (CASE o."status" WHEN 'DELIVERED' THEN 'DELIVERED' WHEN 'REFUNDED' THEN 'RETURNED' ELSE 'IN_TRANSIT' END)::"ShipmentStatus",
       s.shipped, CASE WHEN o."status" <> 'SHIPPED' THEN s.shipped + (1 + 4 * pg_temp.h(o."id", 203)) * interval '1 day' END
FROM "orders" o
CROSS JOIN LATERAL (SELECT o."createdAt" + (0.3 + pg_temp.h(o."id", 202)) * interval '1 day' AS shipped) s
WHERE o."status" IN ('SHIPPED', 'DELIVERED', 'REFUNDED');

-- Customers review some of what they bought, mostly happily.
INSERT INTO "reviews" ("id", "productId", "userId", "rating", "title", "body", "createdAt")
SELECT row_number() OVER (ORDER BY at, product, customer), product, customer, rating,
       (ARRAY['Disappointed', 'Not for me', 'It does the job', 'Good', 'Love it'])[rating],
       CASE WHEN rating >= 4 THEN pg_temp.pick(item, 211, ARRAY['Exactly as described.', 'Better than the picture.', 'My second one already.', 'Arrived quickly and well packed.', 'Feels like it will last.'])
            ELSE pg_temp.pick(item, 211, ARRAY['Smaller than I thought.', 'The colour is off.', 'Came with a scratch.', 'Took two weeks to arrive.', 'Fine, but too expensive.']) END
         || ' ' || pg_temp.pick(item, 212, ARRAY['Would buy again.', 'The family approves.', 'Support was friendly.', 'Four months in daily use now.', '']),
       at
FROM (SELECT DISTINCT ON (i."productId", o."userId") i."id" AS item, i."productId" AS product, o."userId" AS customer,
             (ARRAY[5, 5, 5, 5, 4, 4, 4, 3, 2, 1])[1 + floor(10 * pg_temp.h(i."id", 213))::int] AS rating,
             least(o."createdAt" + (3 + 20 * pg_temp.h(i."id", 214)) * interval '1 day', timestamp '2025-11-30 22:00') AS at
      FROM "order_items" i JOIN "orders" o ON o."id" = i."orderId"
      WHERE o."status" = 'DELIVERED' AND pg_temp.h(i."id", 215) < 0.18
      ORDER BY i."productId", o."userId", i."id") s;

INSERT INTO "sessions" ("id", "userId", "token", "userAgent", "ipAddress", "createdAt", "expiresAt")
SELECT n, CASE WHEN pg_temp.h(n, 220) < 0.45 THEN pg_temp.skewed(n, 221, :users, 1.6) END, md5('session' || n),
       pg_temp.pick(n, 222, ARRAY['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) Safari/605', 'Mozilla/5.0 (Windows NT 10.0) Chrome/130', 'Mozilla/5.0 (Macintosh) Safari/618', 'Mozilla/5.0 (Android 15) Chrome/130', 'Mozilla/5.0 (X11; Linux) Firefox/132']),
       '10.0.0.0'::inet + floor(16000000 * pg_temp.h(n, 223))::bigint, t, t + interval '14 days'
FROM generate_series(1, :sessions) AS n
CROSS JOIN LATERAL (SELECT timestamp '2025-08-01' + (n / (:sessions + 1.0)) * interval '121 days' AS t) s;

INSERT INTO "page_views" ("id", "sessionId", "productId", "path", "referrer", "durationMs", "createdAt")
SELECT n, v.session, v.product, CASE WHEN v.product IS NULL THEN pg_temp.pick(n, 232, ARRAY['/', '/', '/search', '/cart', '/checkout', '/account', '/help']) ELSE '/p/' || v.product END,
       CASE WHEN pg_temp.h(n, 233) < 0.3 THEN pg_temp.pick(n, 234, ARRAY['https://www.google.example/', 'https://news.example/deals', 'https://www.instagram.example/', 'https://mail.example/']) END,
       200 + floor(90000 * power(pg_temp.h(n, 235), 4))::int,
       timestamp '2025-08-01' + (v.session / (:sessions + 1.0)) * interval '121 days' + pg_temp.h(n, 236) * interval '25 minutes'
FROM generate_series(1, :page_views) AS n
CROSS JOIN LATERAL (SELECT least(:sessions, 1 + floor(:sessions * (n - pg_temp.h(n, 230)) / :page_views)::int) AS session,
                           CASE WHEN pg_temp.h(n, 231) < 0.65 THEN pg_temp.skewed(n, 237, :products, 2.4) END AS product) v;

\ir schema_post_data.sql

-- The next row each table gets follows the last one loaded.
SELECT count(setval(pg_get_serial_sequence(quote_ident(t), 'id'), m)) AS sequences_set
FROM (VALUES
  ('users', (SELECT max("id") FROM "users")), ('addresses', (SELECT max("id") FROM "addresses")),
  ('categories', (SELECT max("id") FROM "categories")), ('products', (SELECT max("id") FROM "products")),
  ('product_images', (SELECT max("id") FROM "product_images")), ('warehouses', (SELECT max("id") FROM "warehouses")),
  ('inventory', (SELECT max("id") FROM "inventory")), ('coupons', (SELECT max("id") FROM "coupons")),
  ('carts', (SELECT max("id") FROM "carts")), ('cart_items', (SELECT max("id") FROM "cart_items")),
  ('orders', (SELECT max("id") FROM "orders")), ('order_items', (SELECT max("id") FROM "order_items")),
  ('order_status_events', (SELECT max("id") FROM "order_status_events")), ('payments', (SELECT max("id") FROM "payments")),
  ('shipments', (SELECT max("id") FROM "shipments")), ('reviews', (SELECT max("id") FROM "reviews")),
  ('sessions', (SELECT max("id") FROM "sessions")), ('page_views', (SELECT max("id") FROM "page_views"))
) AS s(t, m) \gset

ANALYZE;
