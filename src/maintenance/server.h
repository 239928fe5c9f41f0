// The fence at the server: what is there, and the change from one state to another in one transaction.
#pragma once

#include <string>
#include <vector>

#include "maintenance/state.h"
#include "pg/session.h"

namespace maintenance {

/// How it is now. Throws Error{Code::configuration} with the near match for a role that does not exist, and as
/// Session::query does.
State look(pg::Session& session, std::vector<std::string> roles);

/// Roles that may log in, connect by PUBLIC's right alone, and are neither superusers nor among `roles`.
std::vector<std::string> leaning_on_public(pg::Session& session, const std::vector<std::string>& roles);

/// Why this fence cannot stand here: we are one of the roles it keeps out, a role is a superuser, CONNECT was handed
/// on. Throws Error{Code::configuration}; the hint names another way.
void refuse_what_cannot_hold(pg::Session& session, Fence fence, const std::vector<std::string>& roles);

/// Makes `wanted` true in one transaction and looks whether it is: throws Error{Code::check_failed} and changes
/// nothing where a statement was without effect, and with `shut_out` where one of these roles could still connect.
void make_true(pg::Session& session, const State& wanted, const std::vector<std::string>& shut_out = {});

/// Writes datacl back byte for byte (NULL too), where the rights are equal and we are a superuser: GRANT and REVOKE
/// give the rights back, but spell them out. False where that was not possible.
bool restore_acl_text(pg::Session& session, const std::optional<std::string>& acl);

/// Whether two texts of this database's datacl come to the same; NULL is the built-in default. False where one names
/// a role that is gone.
bool are_same_rights(pg::Session& session, const std::optional<std::string>& one,
                     const std::optional<std::string>& other);

}  // namespace maintenance
