#include "sql/describe_test.h"

namespace sql {

namespace {

/// Words one after the other, empty ones left out.
class Line {
 public:
  explicit Line(std::string begin) : text_(std::move(begin)) {}
  Line& add(const std::string& word) {
    if (!word.empty()) text_ += (text_.empty() ? "" : " ") + word;
    return *this;
  }
  Line& flag(bool set, std::string_view word) { return set ? add(std::string(word)) : *this; }
  Line& pair(std::string_view key, const std::string& value) {
    return value.empty() ? *this : add(fmt::format("{}={}", key, value));
  }
  Line& pair(std::string_view key, const std::optional<QualifiedName>& name) {
    return name ? pair(key, name->text()) : *this;
  }
  Line& pair(std::string_view key, const std::vector<std::string>& list) {
    return list.empty() ? *this : pair(key, fmt::format("{}", fmt::join(list, ",")));
  }
  [[nodiscard]] std::string text() const { return text_; }

 private:
  std::string text_;
};

std::string list_of(const std::vector<QualifiedName>& names) {
  std::vector<std::string> texts;
  for (const auto& name : names) texts.push_back(name.text());
  return fmt::format("{}", fmt::join(texts, ","));
}

std::string_view name_of(AlterAction action) {
  static constexpr std::string_view names[] = {"add_column",
                                               "drop_column",
                                               "alter_type",
                                               "set_default",
                                               "drop_default",
                                               "set_not_null",
                                               "drop_not_null",
                                               "set_statistics",
                                               "set_storage",
                                               "add_constraint",
                                               "drop_constraint",
                                               "validate_constraint",
                                               "set_options",
                                               "enable_trigger",
                                               "disable_trigger",
                                               "enable_rls",
                                               "disable_rls",
                                               "owner",
                                               "set_tablespace",
                                               "set_logged",
                                               "set_access_method",
                                               "attach_partition",
                                               "detach_partition",
                                               "inherit",
                                               "replica_identity",
                                               "cluster_on",
                                               "add_identity",
                                               "drop_identity",
                                               "other"};
  return names[static_cast<std::size_t>(action)];
}

struct Describer {
  std::string operator()(const Other& n) { return Line("Other").add(n.tag).text(); }
  std::string operator()(const CreateTable& n) {
    Line line("CreateTable " + n.table.text());
    line.flag(n.if_not_exists, "if_not_exists").flag(n.temporary, "temporary").flag(n.as_query, "as_query");
    for (const auto& column : n.columns) line.add("[" + describe(column) + "]");
    for (const auto& constraint : n.constraints) line.add("{" + describe(constraint) + "}");
    return line.pair("like", list_of(n.like)).pair("partition_of", n.partition_of).text();
  }
  std::string operator()(const AlterTable& n) {
    Line line("AlterTable " + n.object + " " + n.table.text());
    line.flag(n.if_exists, "if_exists").flag(n.only, "only");
    for (const auto& c : n.commands) {
      Line command(std::string(name_of(c.action)));
      command.add(c.name)
          .flag(c.if_exists, "if_exists")
          .flag(c.cascade, "cascade")
          .flag(c.concurrently, "concurrently");
      if (c.column) command.add("[" + describe(*c.column) + "]");
      if (c.constraint) command.add("{" + describe(*c.constraint) + "}");
      line.add("/").add(command.pair("using", c.using_text).pair("other", c.other).text());
    }
    return line.text();
  }
  std::string operator()(const Rename& n) {
    return Line("Rename " + n.object + " " + n.relation.text()).pair("from", n.from).pair("to", n.to).text();
  }
  std::string operator()(const SetSchema& n) {
    return Line("SetSchema " + n.object + " " + n.name.text()).add(n.schema).text();
  }
  std::string operator()(const CreateIndex& n) {
    return Line("CreateIndex " + n.table.text())
        .pair("name", n.name)
        .flag(n.unique, "unique")
        .flag(n.concurrently, "concurrently")
        .flag(n.if_not_exists, "if_not_exists")
        .pair("method", n.method)
        .pair("columns", n.columns)
        .flag(n.partial, "partial")
        .text();
  }
  std::string operator()(const Drop& n) {
    return Line("Drop " + n.object)
        .add(list_of(n.names))
        .pair("name", n.name)
        .flag(n.if_exists, "if_exists")
        .flag(n.cascade, "cascade")
        .flag(n.concurrently, "concurrently")
        .text();
  }
  std::string operator()(const CreateType& n) {
    return Line("CreateType " + n.name.text()).add(n.kind).pair("labels", n.labels).text();
  }
  std::string operator()(const AlterEnum& n) {
    return Line("AlterEnum " + n.name.text())
        .add(n.value)
        .pair("renamed_from", n.renamed_from)
        .flag(n.if_not_exists, "if_not_exists")
        .text();
  }
  std::string operator()(const CreateView& n) {
    return Line("CreateView " + n.name.text()).flag(n.replace, "replace").flag(n.materialized, "materialized").text();
  }
  std::string operator()(const CreateSequence& n) {
    return Line("CreateSequence " + n.name.text()).flag(n.if_not_exists, "if_not_exists").text();
  }
  std::string operator()(const CreateSchema& n) {
    return Line("CreateSchema " + n.name).flag(n.if_not_exists, "if_not_exists").text();
  }
  std::string operator()(const CreateFunction& n) {
    return Line("CreateFunction " + n.name.text()).flag(n.replace, "replace").add(n.language).text();
  }
  std::string operator()(const CreateTrigger& n) {
    return Line("CreateTrigger " + n.table.text()).add(n.name).text();
  }
  std::string operator()(const CreateExtension& n) {
    return Line("CreateExtension " + n.name).flag(n.if_not_exists, "if_not_exists").text();
  }
  std::string operator()(const Insert& n) {
    return Line("Insert " + n.table.text()).flag(n.from_select, "select").text();
  }
  std::string operator()(const Update& n) {
    return Line("Update " + n.table.text()).flag(n.has_where, "where").pair("columns", n.columns).text();
  }
  std::string operator()(const Delete& n) {
    return Line("Delete " + n.table.text()).flag(n.has_where, "where").text();
  }
  std::string operator()(const Truncate& n) {
    return Line("Truncate " + list_of(n.tables)).flag(n.cascade, "cascade").text();
  }
  std::string operator()(const Copy& n) {
    return Line("Copy")
        .pair("table", n.table)
        .flag(n.from, "from")
        .flag(n.from_stdin, "stdin")
        .flag(n.program, "program")
        .text();
  }
  std::string operator()(const Select& n) { return Line("Select").flag(n.into, "into").text(); }
  std::string operator()(const Lock& n) { return Line("Lock " + list_of(n.tables)).add(n.mode).text(); }
  std::string operator()(const Reindex& n) {
    return Line("Reindex " + n.object + " " + n.name.text()).flag(n.concurrently, "concurrently").text();
  }
  std::string operator()(const Vacuum& n) {
    return Line("Vacuum").add(list_of(n.tables)).flag(n.full, "full").flag(n.analyze_only, "analyze_only").text();
  }
  std::string operator()(const Cluster& n) { return Line("Cluster").pair("table", n.table).text(); }
  std::string operator()(const RefreshView& n) {
    return Line("RefreshView " + n.name.text()).flag(n.concurrently, "concurrently").text();
  }
  std::string operator()(const DoBlock& n) { return "DoBlock " + n.body; }
  std::string operator()(const Set& n) {
    return Line("Set " + n.name).flag(n.local, "local").flag(n.reset, "reset").pair("values", n.values).text();
  }
  std::string operator()(const TransactionControl& n) {
    return Line("TransactionControl " + n.command).pair("savepoint", n.savepoint).flag(n.chain, "chain").text();
  }
  std::string operator()(const Comment& n) { return Line("Comment " + n.object).pair("relation", n.relation).text(); }
  std::string operator()(const Grant& n) {
    return Line(n.revoke ? "Revoke" : "Grant").add(list_of(n.relations)).text();
  }
  std::string operator()(const Policy& n) { return Line("Policy " + n.table.text()).add(n.name).text(); }
};

}  // namespace

std::string describe(const ColumnDefinition& column) {
  return Line(column.name)
      .add(column.type)
      .add(column.internal_type == column.type ? "" : "(" + column.internal_type + ")")
      .flag(column.not_null, "not_null")
      .flag(column.has_default, "default")
      .add(column.default_text.empty() ? "" : "<" + column.default_text + ">")
      .flag(column.default_volatile, "volatile")
      .flag(column.primary_key, "primary_key")
      .flag(column.unique, "unique")
      .flag(column.generated_stored, "generated")
      .flag(column.identity, "identity")
      .flag(column.serial, "serial")
      .flag(column.has_check, "check")
      .pair("references", column.references)
      .text();
}

std::string describe(const TableConstraint& constraint) {
  static constexpr std::string_view types[] = {"check",  "foreign_key", "primary_key",
                                               "unique", "exclusion",   "not_null"};
  return Line(std::string(types[static_cast<std::size_t>(constraint.type)]))
      .add(constraint.name)
      .pair("columns", constraint.columns)
      .pair("references", constraint.references)
      .pair("referenced", constraint.referenced_columns)
      .flag(constraint.not_valid, "not_valid")
      .pair("using_index", constraint.using_index)
      .text();
}

std::string describe(const Node& node) {
  return std::visit(Describer{}, node);
}

std::string describe(const std::vector<RelationReference>& uses) {
  static constexpr std::string_view access[] = {"other", "read", "lock_rows", "write"};
  std::vector<std::string> texts;
  for (const auto& use : uses)
    texts.push_back(fmt::format("{}{}:{}", use.name.text(), use.must_exist ? "" : "?",
                                access[static_cast<std::size_t>(use.access)]));
  return fmt::format("{}", fmt::join(texts, " "));
}

}  // namespace sql
