"""What a server does with a statement, seen through one long-lived psql: locks, files, rows read, values lost, refusals."""
import json
import os
import subprocess

modes = ["", "AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock", "ShareLock", "ShareRowExclusiveLock",
         "ExclusiveLock", "AccessExclusiveLock"]
rank = {mode: number for number, mode in enumerate(modes)}

# Every relation of the user's: its file, size and rows read so far by this transaction; and what is locked.
look = """
SELECT json_build_object(
  'locks', (SELECT json_agg(json_build_array(relation, mode)) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'),
  'relations', (SELECT json_object_agg(c.oid, json_build_array(format('%I.%I', n.nspname, c.relname), c.relkind,
      coalesce(pg_relation_filenode(c.oid), 0), coalesce(i.indrelid, 0), greatest(c.reltuples, 0)::bigint,
      coalesce(pg_stat_get_xact_tuples_returned(c.oid), 0), CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_size(c.oid) ELSE 0 END))
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indexrelid = c.oid
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r','p','v','m','f','i','I')));
"""

# What this session has read before, which the server may not have taken over from it yet.
counters = """
SELECT json_build_object('read', json_object_agg(oid, pg_stat_get_xact_tuples_returned(oid))) FROM pg_class
WHERE relkind IN ('r', 'm') AND relnamespace >= 16384 OR relnamespace = 'public'::regnamespace;
"""

# Per table and column: how many rows hold a value, how many values are told apart, a sum over them.
digest = """
CREATE FUNCTION pg_temp.digest() RETURNS json LANGUAGE plpgsql AS $$
DECLARE tab record; col record; item jsonb; one jsonb;
BEGIN
  FOR tab IN SELECT r.oid, format('%I.%I', n.nspname, r.relname) AS name FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace
             WHERE r.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' LOOP
    EXECUTE format('SELECT jsonb_build_object(''rows'', count(*)) FROM ONLY %s', tab.name) INTO one;
    FOR col IN SELECT attnum, attname, format_type(atttypid, atttypmod) AS type FROM pg_attribute
               WHERE attrelid = tab.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' LOOP
      EXECUTE format('SELECT jsonb_build_array(count(%1$I), count(DISTINCT %1$I::text), sum(hashtext(%1$I::text)::bigint)) FROM ONLY %2$s', col.attname, tab.name) INTO item;
      one := one || jsonb_build_object(col.attnum::text, item || jsonb_build_array(col.type));
    END LOOP;
    INSERT INTO pg_temp.found VALUES (tab.oid, one);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TEMP TABLE found (oid oid, seen jsonb);
"""
digest_now = "TRUNCATE pg_temp.found; SELECT pg_temp.digest(); SELECT json_object_agg(oid, seen) FROM pg_temp.found;"


class Psql:
    def __init__(self, database):
        self.process = subprocess.Popen(["psql", "-XqAt", "-v", "VERBOSITY=terse", "-v", "ON_ERROR_STOP=0", database], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=1,
                                        env={**os.environ, "PGOPTIONS": "-c statement_timeout=20s -c client_min_messages=error"})

    def ask(self, text):
        """The lines that psql prints for it; meta-commands are welcome."""
        self.process.stdin.write(text + "\n\\echo :LAST_ERROR_SQLSTATE === done\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line.endswith("=== done\n"):
                return lines
            lines.append(line.rstrip("\n"))
        raise RuntimeError("psql has ended")

    def run(self, sql):
        """SQLSTATE and message where it is refused, else an empty pair."""
        answer = self.ask(sql + "\n;\n\\echo :ERROR :SQLSTATE :LAST_ERROR_MESSAGE")[-1].split(" ", 2)
        return (answer[1], answer[2] if len(answer) > 2 else "") if answer[0] == "true" else ("", "")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def json_object(line):
    """None for what is none: {1,2} is a value that was selected."""
    try:
        return json.loads(line) if line.startswith("{") else None
    except json.JSONDecodeError:
        return None


class State:
    """A database whose state is the starting point of every measurement."""

    def __init__(self, psql):
        self.psql = psql
        psql.ask(digest)
        self.refresh()

    def refresh(self):
        self.before = json.loads(self.psql.ask(look)[-1])["relations"]
        self.values = self.digest()

    def digest(self):
        lines = self.psql.ask(digest_now)
        return json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}

    def measure(self, statement, keep=False):
        """`keep`: commit, and start from there the next time."""
        role, _, statement = statement.rpartition("SET ROLE other;")
        prefix = "SET ROLE other;" if role or _ else ""
        lines = self.psql.ask(f"BEGIN;\n{counters}\n{prefix}\n{statement}\n;\n\\echo #1 :ERROR :SQLSTATE :LAST_ERROR_MESSAGE\n\\if :ERROR\n\\else\nSET CONSTRAINTS ALL IMMEDIATE;\n"
                              f"\\echo #2 :ERROR :SQLSTATE :LAST_ERROR_MESSAGE\nRESET ROLE;\n{look}\n{digest_now}\n\\endif")
        marks = [line.split(" ", 3) for line in lines if line.startswith("#")]
        refused = next((mark for mark in marks if mark[1] == "true"), None)
        if refused:
            self.psql.ask("ROLLBACK; RESET ROLE;")
            return {"refused": refused[2], "message": refused[3] if len(refused) > 3 else ""}
        seen = [each for each in map(json_object, lines) if each is not None]
        read = seen[0]["read"] or {}
        after = next(at for at, each in enumerate(seen) if "relations" in each)
        if len(seen) <= after + 1:
            raise RuntimeError(f"the values after {statement} could not be looked at: {lines}")
        out = self.compare(read, seen[after], seen[after + 1])
        self.psql.ask("COMMIT;" if keep else "ROLLBACK;")
        if keep:
            self.refresh()
        return out

    def compare(self, read_before, after, values):
        held = {}
        for oid, mode in after["locks"] or []:
            held[str(oid)] = max(held.get(str(oid), 0), rank.get(mode, 0))
        relations = {}
        rebuilt = set()
        by_name = {each[0]: each for each in after["relations"].values()}  # some are dropped and made anew
        for oid, (name, kind, node, indexed, rows, _, size) in self.before.items():
            lock = held.get(oid, 0)
            now = after["relations"].get(oid)
            if kind in "iI":
                table = self.before.get(str(indexed))
                if lock == rank["AccessExclusiveLock"] and table and table[1] != "p":
                    relations.setdefault(table[0], dict(lock=0))["blocked"] = True
                now = now or by_name.get(name)
                if now and now[2] != node:
                    rebuilt.add(name)
                continue
            one = relations.setdefault(name, dict(lock=0))
            one["lock"] = lock
            emptied = bool(now) and now[6] == 0 and size > 0
            one["rewrite"] = bool(now) and now[2] != node and not emptied
            one["scan"] = bool(now) and rows > 0 and now[5] - read_before.get(oid, 0) >= rows
        relations = {name: one for name, one in relations.items() if one["lock"] or one.get("rewrite") or one.get("scan") or one.get("blocked")}
        return {"relations": relations, "rebuilt": rebuilt, "lost": self.lost(values), "refused": ""}

    def lost(self, values):
        if not values:
            return []
        lost = []
        for oid, before in self.values.items():
            name = self.before.get(oid, [oid])[0]
            now = values.get(oid)
            if not before["rows"]:
                continue
            if not now or now["rows"] < before["rows"]:
                lost.append(f"{name}: rows")
                continue
            for column, was in before.items():
                if column == "rows" or not was[0]:
                    continue
                has = now.get(column)
                if not has:
                    lost.append(f"{name}: column {column}")
                elif now["rows"] == before["rows"] and (has[1] < was[1] or has[0] < was[0] or (has[3] == was[3] and has[2] != was[2])):
                    lost.append(f"{name}: values of column {column}")
        return lost
