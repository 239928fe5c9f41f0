// Programs that open a session where they are given a terminal. Used by shell_judgement.cpp alone.
#pragma once

#include "runbook/shell.h"

namespace runbook {

/// Whether `exec` of kubectl, docker and their like gives what it runs a terminal: with -t, and `docker compose exec`
/// where it does not say -T.
bool has_terminal_inside(const SimpleCommand& exec);

/// Whether what `exec -t` of kubectl, docker and their like runs waits at a keyboard: a shell, a database's client
/// without a query. `env` and `pg_dump` do their work and end.
bool opens_inside(const SimpleCommand& exec);

/// Whether a command of the line opens a session, by itself or as another user, that what follows is typed into:
/// `ssh db1`, `su - postgres`, `sudo -i`, `docker exec -it db bash`, `psql`, `tmux`.
bool opens_session(std::string_view line);

}  // namespace runbook
