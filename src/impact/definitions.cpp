// Types, sequences, schemas, functions, triggers, policies, comments, grants: catalog work, with the lock it takes.
#include <fmt/format.h>

#include "impact/judges.h"

namespace impact {

void judge(const sql::CreateType& create, Gathering& gathering) {
  (void)create, (void)gathering;
}
void judge(const sql::CreateSequence& create, Gathering& gathering) {
  for (const auto& use : gathering.statement.uses) {  // OWNED BY
    const auto* owner = gathering.find(use.name);
    if (owner && owner->kind != pg::RelationKind::sequence && use.name != create.name)
      gathering.lock(owner->name, LockMode::access_share, "the sequence belongs to it");
  }
}
void judge(const sql::CreateSchema& create, Gathering& gathering) {
  (void)create, (void)gathering;
}
void judge(const sql::CreateExtension& create, Gathering& gathering) {
  (void)create, (void)gathering;
}
// The body runs when the function is called, not now.
void judge(const sql::CreateFunction& create, Gathering& gathering) {
  (void)create, (void)gathering;
}

void judge(const sql::AlterEnum& alter, Gathering& gathering) {
  if (!alter.renamed_from.empty()) {
    gathering.breaks(fmt::format("the value {} of {} is called {} from now on", alter.renamed_from, alter.name.text(),
                                 alter.value));
    return;
  }
  const bool old_server = gathering.catalog.server_version != 0 && gathering.catalog.server_version < 120000;
  if (old_server)
    gathering.outside_transaction("ALTER TYPE … ADD VALUE runs in a transaction only since PostgreSQL 12");
}

void judge(const sql::CreateTrigger& create, Gathering& gathering) {
  const auto* relation = gathering.find(create.table);
  if (!relation) return;
  constexpr auto why = "writes wait while the trigger is put on";
  gathering.lock(relation->name, LockMode::share_row_exclusive, why);
  if (has_words(gathering.statement.text, "each row")) {
    for (const auto* below : descendants(relation->name, gathering.catalog)) {
      if (below->partition_of) gathering.lock(below->name, LockMode::share_row_exclusive, why);
    }
  }
  for (const auto& use : gathering.statement.uses) {  // CREATE CONSTRAINT TRIGGER … FROM other
    const auto* other = gathering.find(use.name);
    if (other && other->name != relation->name) gathering.lock(other->name, LockMode::access_share);
  }
}

void judge(const sql::Policy& policy, Gathering& gathering) {
  if (const auto* relation = gathering.find(policy.table))
    gathering.lock(relation->name, LockMode::access_exclusive, "a policy changes what everyone sees of the table");
  for (const auto& use : gathering.statement.uses) {
    const auto* other = gathering.find(use.name);
    if (other && use.access == sql::Access::read)
      gathering.lock(other->name, LockMode::access_share, "the policy names it");
  }
}

void judge(const sql::Comment& comment, Gathering& gathering) {
  if (!comment.relation) return;
  const auto* relation = gathering.find(*comment.relation);
  if (!relation) {
    if (const auto index = find_index(*comment.relation, gathering.catalog))
      gathering.lock_index(*index.table, index.index->name, LockMode::share_update_exclusive);
    return;
  }
  const bool part = comment.object == "CONSTRAINT" || comment.object == "TRIGGER" || comment.object == "RULE" ||
                    comment.object == "POLICY" || comment.object == "TABCONSTRAINT";
  gathering.lock(relation->name, part ? LockMode::access_share : LockMode::share_update_exclusive);
}

void judge(const sql::Grant& grant, Gathering& gathering) {
  if (!grant.revoke) return;
  for (const auto& name : grant.relations) {
    const auto* relation = gathering.find(name);
    if (relation && !gathering.made_here(relation->name))
      gathering.breaks(fmt::format("takes privileges on {} away", shown(relation->name)));
  }
}

}  // namespace impact
