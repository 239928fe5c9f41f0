// Clients of other databases. Their statements are not ours to judge, but for the plainest.
#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

static constexpr std::array<std::string_view, 64> reading_commands_of_redis{
    "get",        "mget",          "exists",    "ttl",       "pttl",      "type",
    "keys",       "scan",          "info",      "ping",      "dbsize",    "llen",
    "lrange",     "lindex",        "scard",     "smembers",  "sismember", "hget",
    "hgetall",    "hkeys",         "hvals",     "hlen",      "hmget",     "hexists",
    "zcard",      "zrange",        "zscore",    "zcount",    "zrank",     "strlen",
    "lastsave",   "time",          "role",      "echo",      "object",    "randomkey",
    "xlen",       "xrange",        "xinfo",     "getrange",  "zrevrange", "sscan",
    "hscan",      "zscan",         "bitcount",  "command",   "lolwut",    "--version",
    "-v",         "--bigkeys",     "--memkeys", "--hotkeys", "--scan",    "--latency-history",
    "dump",       "srandmember",   "pfcount",   "geopos",    "geodist",   "readonly",
    "expiretime", "zrangebyscore", "substr",    "wait"};

// Two words of which the second decides.
static constexpr std::array<std::string_view, 15> reading_pairs_of_redis{
    "config get",     "client list",   "client info",   "slowlog get",      "slowlog len",
    "cluster info",   "cluster nodes", "cluster slots", "acl list",         "acl whoami",
    "latency latest", "memory usage",  "memory stats",  "sentinel masters", "script exists"};

static void judge_redis(Call& call) {
  const auto options = read_options(
      call.words(),
      {.options =
           "-h=:host -p= -s= -a= -u= -n= -r= -i= -x -c -d= --user= --pass= --askpass:terminal --no-auth-warning "
           "--raw --no-raw --csv --json --tls --cacert= --cert= --key= --sni= --insecure -2 -3 -e --bigkeys "
           "--memkeys --hotkeys --scan --pattern= --count= --latency:endless --latency-history:endless "
           "--stat:endless --intrinsic-latency= --rdb=:writes --functions-rdb=:writes --pipe:changes --eval=:unknown "
           "--cluster:unknown -v,--version:only --help:only --quoted-input --show-pushes=",
       .stops = true});
  if (call.refuses(options)) return;
  const auto words = words_from(call.words(), options.first_operand);
  CommandJudgement out;
  if (words.empty()) {
    const bool asks = options.has("--bigkeys") || options.has("--memkeys") || options.has("--hotkeys") ||
                      options.has("--scan") || options.has("--stat") || options.has("--latency") ||
                      options.has("--latency-history");
    if (!asks && call.input().kind != Input::Kind::none)
      return call.not_known("what " + call.name() + " is given to run");
    if (!asks) out.session = "a session of " + call.name();
    return call.add_with_marks(options, std::move(out));
  }
  const auto first = base::to_lower(words[0].text);
  const auto pair = words.size() > 1 ? first + " " + base::to_lower(words[1].text) : first;
  const bool by_pair =
      std::find(reading_pairs_of_redis.begin(), reading_pairs_of_redis.end(), pair) != reading_pairs_of_redis.end();
  const bool reads = std::find(reading_commands_of_redis.begin(), reading_commands_of_redis.end(), first) !=
                         reading_commands_of_redis.end() &&
                     words[0].known();
  if (first == "monitor" || first == "subscribe" || first == "psubscribe")
    out.never_ends = first + " shows what comes";
  else if (first == "flushall" || first == "flushdb")
    out = {.effect = Effect::destroys, .does = "empties Redis"};
  else if (first == "del" || first == "unlink" || first == "shutdown")
    out = {.effect = Effect::destroys, .does = "runs " + pair + " in Redis"};
  else if (!reads && !by_pair)
    out = {.effect = Effect::changes, .does = "runs " + pair + " in Redis"};
  call.add_with_marks(options, std::move(out));
}

// A single SELECT or SHOW, without INTO and without a semicolon before its end.
static bool plainly_reads(std::string_view text) {
  auto lower = base::to_lower(base::trim(text));
  std::replace_if(lower.begin(), lower.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  while (lower.ends_with(';') || lower.ends_with(' ')) lower.pop_back();
  if (lower.find(';') != std::string::npos || lower.find(" into ") != std::string::npos ||
      lower.find(unknown_piece) != std::string::npos || lower.find('\\') != std::string::npos ||
      (lower.find('(') != std::string::npos && lower.find("count(") == std::string::npos))
    return false;
  for (const char* begin : {"select ", "show ", "describe ", "explain select ", ".tables", ".schema", ".databases",
                            ".indexes", "pragma integrity_check"}) {
    if (lower.starts_with(begin)) return true;
  }
  return false;
}

// "db.stats()", "printjson(rs.status())": one call of a method that only tells.
static bool tells_of_mongo(std::string_view text) {
  static const std::set<std::string_view> telling{"stats",
                                                  "status",
                                                  "version",
                                                  "serverStatus",
                                                  "hello",
                                                  "isMaster",
                                                  "conf",
                                                  "config",
                                                  "getName",
                                                  "countDocuments",
                                                  "hostInfo",
                                                  "count",
                                                  "totalSize",
                                                  "getCollectionNames",
                                                  "getCollectionInfos",
                                                  "estimatedDocumentCount",
                                                  "currentOp",
                                                  "serverBuildInfo",
                                                  "dataSize",
                                                  "storageSize",
                                                  "getIndexes",
                                                  "printReplicationInfo",
                                                  "printSecondaryReplicationInfo"};
  text = base::trim(text);
  if (text.ends_with(';')) text = base::trim(text.substr(0, text.size() - 1));
  for (const std::string_view around : {"printjson(", "print(", "JSON.stringify(", "EJSON.stringify("}) {
    if (text.starts_with(around) && text.ends_with(')'))
      text = text.substr(around.size(), text.size() - around.size() - 1);
  }
  const bool of_database = text.starts_with("db.") || text.starts_with("rs.") || text.starts_with("sh.");
  if (!of_database || !text.ends_with("()")) return false;
  text.remove_suffix(2);
  const bool plain = std::ranges::all_of(
      text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_'; });
  return plain && telling.contains(text.substr(text.rfind('.') + 1));
}

static void judge_client(Call& call) {
  const auto options = read_options(
      call.words(), {.options = "-e,--execute= -h,--host=:host -u,--user= -P,--port= -p? --password? -D,--database= "
                                "-S= -q,--query= -N,--skip-column-names -B,--batch -s,--silent -t,--table -E "
                                "--version:only -V:only --help:only --eval= --quiet -readonly --readonly -json -csv "
                                "-header -cmd= --protocol= --ssl-mode= -A -ss -sN -header -column -line"});
  std::vector<Argument> texts = options.values("-e");
  for (const auto& text : options.values("-q")) texts.push_back(text);
  const bool file_first = call.name() == "sqlite3" || call.name() == "duckdb";
  if (file_first) {
    for (std::size_t at = 1; at < options.operands.size(); ++at) texts.push_back(options.operands[at]);
  }
  const bool given = !texts.empty() || options.has("--eval") || call.input().kind != Input::Kind::none;
  if (call.refuses(options)) return;
  const bool only =
      std::any_of(options.given.begin(), options.given.end(), [](const auto& each) { return each.mark == "only"; });
  if (only) return call.reads();
  if (!given) return call.add({.session = "a session of " + call.name()});
  if (options.has("--eval") && texts.empty() && options.given.size() <= 4 && call.input().kind == Input::Kind::none &&
      options.operands.size() <= 1 && tells_of_mongo(options.value("--eval")))
    return call.add_with_marks(options, {});
  if (texts.empty() || options.has("--eval")) return call.not_known("what " + call.name() + " is given to run");
  for (const auto& text : texts) {
    if (!plainly_reads(text.text)) return call.not_known("what this means to " + call.name() + ": " + text.shown);
  }
  call.add_with_marks(options, {});
}

static void judge_other_databases(Call& call) {
  const auto& name = call.name();
  if (name == "redis-cli" || name == "valkey-cli") return judge_redis(call);
  static constexpr Form dumps[] = {{.words = "",
                                    .effect = Effect::changes,
                                    .does = "copies {*}",
                                    .options = "--version:only --help:only -V:only"}};
  static constexpr Form loads[] = {
      {.words = "", .effect = Effect::destroys, .does = "loads {*}", .options = "--version:only --help:only"}};
  static constexpr Form admin[] = {{.words = "ping|status|version|processlist|extended-status|variables",
                                    .options = "-h=:host -u= -p? --password? -P= -S= -i=:endless"},
                                   {.words = "*", .effect = Effect::destroys, .does = "runs {0} {*}"}};
  if (name == "mysqldump" || name == "mongodump" || name == "mongoexport")
    return call.by_forms_of({.names = "dumps", .forms = dumps});
  if (name == "mongorestore" || name == "mongoimport" || name == "mysqlimport" || name == "sqlldr")
    return call.by_forms_of({.names = "loads", .forms = loads});
  if (name == "mysqladmin")
    return call.by_forms_of({.names = "admin", .options = "-h=:host -u= -p? --password? -P= -S=", .forms = admin});
  judge_client(call);
}

extern const Program other_databases{
    .names =
        "redis-cli valkey-cli mysql mariadb mysqldump mysqladmin mysqlimport mongosh mongo mongodump mongorestore "
        "mongoexport mongoimport sqlite3 duckdb clickhouse-client cqlsh sqlcmd sqlplus sqlldr influx usql cockroach "
        "ysqlsh",
    .judge = judge_other_databases};

}  // namespace commands
