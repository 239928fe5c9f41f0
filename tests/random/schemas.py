"""Random schemas: a model of what is in the database, and the SQL that makes it."""
import dataclasses


@dataclasses.dataclass
class Column:
    name: str
    type: str
    not_null: bool = False
    default: bool = False
    generated: bool = False
    identity: bool = False


@dataclasses.dataclass
class Table:
    name: str
    kind: str = "table"  # table, partitioned, partition, view, matview
    columns: list = dataclasses.field(default_factory=list)
    key: str = ""  # a unique column that others refer to
    indexes: list = dataclasses.field(default_factory=list)
    constraints: list = dataclasses.field(default_factory=list)
    triggers: list = dataclasses.field(default_factory=list)
    policies: list = dataclasses.field(default_factory=list)

    def plain(self):
        return [column for column in self.columns if not column.generated]


# Each type with an expression over g, the number of the row.
values = {
    "int": "g", "bigint": "g * 1000", "smallint": "g % 90", "numeric(10,2)": "g * 1.01", "numeric": "g * 1.001",
    "text": "'t' || g", "varchar(40)": "'v' || g", "varchar": "g::text", "char(6)": "'c' || g", "boolean": "g % 2 = 0",
    "date": "date '2024-01-01' + g", "timestamp": "timestamp '2024-01-01 10:00:00.5' + g * interval '1 hour'",
    "timestamptz": "timestamptz '2024-01-01 10:00Z' + g * interval '1 hour'", "uuid": "md5(g::text)::uuid",
    "jsonb": "jsonb_build_object('a', g)", "json": "json_build_object('a', g)", "mood": "(enum_range(NULL::mood))[1 + g % 3]",
    "posint": "g", "label": "'l' || g", "int[]": "ARRAY[g, 1]", "text[]": "ARRAY['a', g::text]", "real": "g * 0.5",
    "double precision": "g * 0.25", "interval": "g * interval '1 minute'", "bytea": "decode(md5(g::text), 'hex')",
    "inet": "'10.0.0.1'::inet + g", "time": "time '10:00' + g * interval '1 second'", "pair": "ROW(g, 'x')::pair",
}
plain_types = list(values)
key_types = ["int", "bigint", "int", "uuid", "text"]
rows = 60

base = """
CREATE SCHEMA archive;
CREATE TYPE mood AS ENUM ('good', 'fair', 'bad');
CREATE TYPE spare AS ENUM ('a', 'b');
CREATE TYPE pair AS (a int, b text);
CREATE DOMAIN posint AS int CHECK (VALUE > 0);
CREATE DOMAIN label AS text;
CREATE FUNCTION fixed(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE FUNCTION shaky(int) RETURNS int LANGUAGE sql VOLATILE AS 'SELECT ($1 + random() * 10)::int';
CREATE FUNCTION told(t text) RETURNS text LANGUAGE plpgsql STABLE AS 'BEGIN RETURN t; END';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE SEQUENCE tickets;
"""


def default_of(random, kind):
    constants = {"int": "7", "bigint": "7", "smallint": "7", "numeric(10,2)": "1.5", "numeric": "2", "text": "'d'",
                 "varchar(40)": "'d'", "varchar": "'d'", "char(6)": "'d'", "boolean": "true", "date": "CURRENT_DATE",
                 "timestamp": "now()", "timestamptz": "now()", "uuid": "gen_random_uuid()", "jsonb": "'{}'", "mood": "'fair'",
                 "posint": "3", "label": "'x'", "int[]": "'{}'", "real": "0.5"}
    return constants.get(kind)


def make_columns(random, table, sql):
    for number in range(random.randint(2, 6)):
        kind = random.choice(plain_types)
        column = Column(f"c{number}", kind)
        text = f"c{number} {kind}"
        if random.random() < 0.25:
            column.not_null = True
            text += " NOT NULL"
        if random.random() < 0.3 and default_of(random, kind):
            column.default = True
            text += f" DEFAULT {default_of(random, kind)}"
        table.columns.append(column)
        sql.append(text)


def make_key(random, table, sql):
    kind = random.choice(key_types)
    how = random.random()
    column = Column("id", kind, not_null=True)
    if how < 0.25:
        sql.append("id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
        column.type, column.identity = "int", True
    elif how < 0.5:
        sql.append("id serial PRIMARY KEY")
        column.type, column.default = "int", True
    else:
        sql.append(f"id {kind} PRIMARY KEY")
    table.columns.append(column)
    table.key = "id"
    table.indexes.append(f"{table.name}_pkey")
    table.constraints.append(f"{table.name}_pkey")


def fill(table):
    given = [column for column in table.columns if not column.generated and not column.identity]
    names = ", ".join(column.name for column in given)
    texts = ", ".join(f"({values[column.type]})::{column.type}" for column in given)
    return f"INSERT INTO {table.name} ({names}) SELECT {texts} FROM generate_series(1, {rows}) g;"


def make_index(random, table, number):
    column = random.choice(table.columns)
    name = f"{table.name.split('.')[-1]}_i{number}"
    where = table.name
    simple = column.type not in ("json", "pair")
    choice = random.random()
    text_like = column.type in ("text", "varchar", "varchar(40)", "label", "char(6)")
    if not simple:
        made = f"CREATE INDEX {name} ON {where} (({column.name} IS NULL))"
    elif choice < 0.4:
        made = f"CREATE INDEX {name} ON {where} ({column.name}{random.choice(['', ' DESC', ' NULLS FIRST'])})"
    elif choice < 0.5:
        made = f"CREATE INDEX {name} ON {where} ({column.name}) WHERE {random.choice(table.columns).name} IS NOT NULL"
    elif choice < 0.6 and text_like:
        made = f"CREATE INDEX {name} ON {where} (lower({column.name}))"
    elif choice < 0.65 and text_like:
        made = f"CREATE INDEX {name} ON {where} ({column.name} {'bpchar' if column.type == 'char(6)' else 'text'}_pattern_ops)"
    elif choice < 0.75:
        made = f"CREATE INDEX {name} ON {where} ({column.name}) INCLUDE ({random.choice(table.columns).name})"
    elif choice < 0.8 and column.type == "jsonb":
        made = f"CREATE INDEX {name} ON {where} USING gin ({column.name})"
    elif choice < 0.85:
        made = f"CREATE INDEX {name} ON {where} USING hash ({column.name})"
    elif column.type in ("int", "bigint", "numeric(10,2)"):
        made = f"CREATE INDEX {name} ON {where} (({column.name} + 1))"
    else:
        other = random.choice([each for each in table.columns if each.type not in ("json", "pair")] or [column])
        made = f"CREATE INDEX {name} ON {where} ({column.name}, {other.name})"
    table.indexes.append(name)
    return made + ";"


def check_of(random, table):
    column = random.choice(table.columns)
    if column.type in ("int", "bigint", "smallint", "posint", "numeric", "numeric(10,2)", "real"):
        return f"CHECK ({column.name} > 0)"
    if column.type in ("text", "varchar", "varchar(40)", "label"):
        return f"CHECK (length({column.name}) > 0)"
    return f"CHECK ({column.name} IS NOT NULL)"


def make_tables(random, tables, sql):
    for number in range(random.randint(4, 6)):
        name = f"t{number}" if random.random() < 0.85 else f"archive.t{number}"
        table = Table(name)
        short = f"t{number}"
        texts = []
        if random.random() < 0.8:
            make_key(random, table, texts)
            table.indexes = table.constraints = [f"{short}_pkey"]
            table.indexes = list(table.indexes)
        make_columns(random, table, texts)
        if random.random() < 0.2:
            base_column = next((each for each in table.columns if each.type in ("int", "bigint")), None)
            if base_column:
                texts.append(f"gen bigint GENERATED ALWAYS AS ({base_column.name}::bigint * 2) STORED")
                table.columns.append(Column("gen", "bigint", generated=True))
        if random.random() < 0.5:
            table.constraints.append(f"{short}_check_a")
            texts.append(f"CONSTRAINT {short}_check_a {check_of(random, table)}")
        unique = next((each for each in table.columns if each.type in ("int", "text", "uuid", "bigint") and each.name != "id"
                       and not each.generated), None)
        if unique and random.random() < 0.3:
            table.constraints.append(f"{short}_uq")
            table.indexes.append(f"{short}_uq")
            texts.append(f"CONSTRAINT {short}_uq UNIQUE ({unique.name})")
        unlogged = "UNLOGGED " if random.random() < 0.06 else ""
        sql.append(f"CREATE {unlogged}TABLE {name} ({', '.join(texts)});")
        sql.append(fill(table))
        for index in range(random.randint(0, 3)):
            sql.append(make_index(random, table, index))
        if random.random() < 0.3:
            sql.append(f"ALTER TABLE {name} ADD CONSTRAINT {short}_check_n {check_of(random, table)} NOT VALID;")
            table.constraints.append(f"{short}_check_n")
        parents = [each for each in tables if each.key and each.kind == "table"]
        if parents and random.random() < 0.6:
            parent = random.choice(parents)
            kind = next(column.type for column in parent.columns if column.name == parent.key)
            valid = random.choice(["", "", " NOT VALID"])
            if not unlogged and not getattr(parent, "unlogged", False):
                sql.append(f"ALTER TABLE {name} ADD COLUMN ref {kind};")
                sql.append(f"ALTER TABLE {name} ADD CONSTRAINT {short}_fk FOREIGN KEY (ref) REFERENCES {parent.name}{valid};")
                table.columns.append(Column("ref", kind))
                table.constraints.append(f"{short}_fk")
        table.unlogged = bool(unlogged)
        if random.random() < 0.3:
            sql.append(f"CREATE TRIGGER {short}_tr {random.choice(['BEFORE', 'AFTER'])} UPDATE ON {name} FOR EACH ROW EXECUTE FUNCTION touch();")
            table.triggers.append(f"{short}_tr")
        if random.random() < 0.15:
            sql.append(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY; CREATE POLICY {short}_po ON {name} USING ({random.choice(table.columns).name} IS NOT NULL);")
            table.policies.append(f"{short}_po")
        tables.append(table)


def make_partitions(random, tables, sql):
    table = Table("parts", "partitioned")
    table.columns = [Column("k", "int", not_null=True), Column("n", "bigint"), Column("note", "varchar(40)")]
    how = random.choice(["RANGE", "LIST", "HASH"])
    key = random.choice(["PRIMARY KEY (k)", "CONSTRAINT parts_check CHECK (n >= 0)", "UNIQUE (k, n)"])
    sql.append(f"CREATE TABLE parts (k int NOT NULL, n bigint, note varchar(40), {key}) PARTITION BY {how} (k);")
    if "CHECK" in key:
        table.constraints.append("parts_check")
    elif "PRIMARY" in key:
        table.key = "k"
        table.constraints.append("parts_pkey")
        table.indexes.append("parts_pkey")
    bounds = {"RANGE": ["FOR VALUES FROM (0) TO (20)", "FOR VALUES FROM (20) TO (40)", "DEFAULT"],
              "LIST": ["FOR VALUES IN (1, 2)", "FOR VALUES IN (3)", "DEFAULT"],
              "HASH": [f"FOR VALUES WITH (MODULUS 3, REMAINDER {at})" for at in range(3)]}[how]
    table.bound = {"RANGE": "FOR VALUES FROM (100) TO (120)", "LIST": "FOR VALUES IN (101, 102)",
                   "HASH": "FOR VALUES WITH (MODULUS 3, REMAINDER 0)"}[how]
    tables.append(table)
    for number, bound in enumerate(bounds):
        if bound == "DEFAULT" and random.random() < 0.4:
            continue
        sql.append(f"CREATE TABLE part{number} PARTITION OF parts {bound};")
        part = Table(f"part{number}", "partition", list(table.columns))
        tables.append(part)
    upper = 39 if how == "RANGE" else 3
    step = "1 + (g % 3)" if how == "LIST" else "g" if "KEY" in key or "UNIQUE" in key else "g % 40"
    rows_here = {"LIST": 3, "RANGE": 39, "HASH": 60}[how]
    sql.append(f"INSERT INTO parts SELECT {'g' if how != 'LIST' else 'g'}, g, 'n' || g FROM generate_series(1, {min(rows_here, 60)}) g;")
    if random.random() < 0.6:
        sql.append("CREATE INDEX parts_note ON parts (note);")
        table.indexes.append("parts_note")
    sql.append("CREATE TABLE loose (k int NOT NULL, n bigint, note varchar(40)); INSERT INTO loose SELECT g, g, 'l' FROM generate_series(101, 102) g;")
    loose = Table("loose", "table", list(table.columns))
    if random.random() < 0.5:
        sql.append("ALTER TABLE loose ADD CONSTRAINT loose_range CHECK (k >= 100 AND k < 120);")
        loose.constraints.append("loose_range")
    tables.append(loose)


def make_heirs(random, tables, sql):
    sql.append("CREATE TABLE thing (id int, note text, CONSTRAINT thing_check CHECK (id > 0)); CREATE TABLE subthing (extra int) INHERITS (thing);")
    sql.append("INSERT INTO thing SELECT g, 'n' FROM generate_series(1, 40) g; INSERT INTO subthing SELECT g, 'n', g FROM generate_series(1, 40) g;")
    thing = Table("thing", "table", [Column("id", "int"), Column("note", "text")], constraints=["thing_check"])
    tables.append(thing)
    tables.append(Table("subthing", "table", [*thing.columns, Column("extra", "int")]))


def make_views(random, tables, sql):
    for number in range(random.randint(1, 3)):
        table = random.choice([each for each in tables if each.kind in ("table", "partitioned")])
        shown = random.sample(table.columns, min(2, len(table.columns)))
        names = ", ".join(column.name for column in shown)
        if random.random() < 0.65:
            view = Table(f"v{number}", "view", shown)
            sql.append(f"CREATE VIEW v{number} AS SELECT {names} FROM {table.name};")
        else:
            view = Table(f"m{number}", "matview", shown)
            sql.append(f"CREATE MATERIALIZED VIEW m{number} AS SELECT {names} FROM {table.name};")
            if shown[0].type in ("int", "text", "bigint") and random.random() < 0.5:
                sql.append(f"CREATE INDEX m{number}_i ON m{number} ({shown[0].name});")
                view.indexes.append(f"m{number}_i")
        tables.append(view)


def make(random):
    """A model and its SQL."""
    tables = []
    sql = [base]
    make_tables(random, tables, sql)
    if random.random() < 0.7:
        make_partitions(random, tables, sql)
    if random.random() < 0.4:
        make_heirs(random, tables, sql)
    make_views(random, tables, sql)
    for table in tables:  # a role that may do some things with some of them
        if random.random() < 0.3:
            sql.append(f"GRANT {random.choice(['SELECT', 'ALL', 'SELECT, INSERT', 'REFERENCES, TRIGGER'])} ON {table.name} TO other;")
        elif random.random() < 0.2 and table.kind == "table":
            sql.append(f"ALTER TABLE {table.name} OWNER TO other;")
    if random.random() < 0.5:
        sql.append(f"GRANT {random.choice(['USAGE', 'CREATE, USAGE'])} ON SCHEMA {random.choice(['archive', 'public'])} TO other;")
    if random.random() < 0.3:
        table = random.choice([each for each in tables if each.kind == "table" and len(each.columns) > 2])
        names = [column.name for column in table.columns if column.type not in ("json", "pair") and not column.generated]
        if len(names) > 1:
            sql.append(f"CREATE STATISTICS stats ON {names[0]}, {names[1]} FROM {table.name};")
    if random.random() < 0.2:
        sql.append(f"CREATE PUBLICATION published FOR TABLE {random.choice([t for t in tables if t.kind == 'table' and not getattr(t, 'unlogged', False)]).name};")
    return tables, "\n".join(sql)
