/* What wasm2c's code needs to run: memory, a table of functions, and a way out. */
#pragma once

#include <setjmp.h>

#include "postgres.h"

/* Where a trap jumps to, and why it did. */
extern _Thread_local jmp_buf* grammar_trap_target;
extern _Thread_local wasm_rt_trap_t grammar_trap;
/* Frames below this address are too deep: checked at the beginning of every function of the parser. */
extern _Thread_local char* grammar_stack_limit;

/* The machine's world: what it imports is handed a pointer to this. */
struct grammar_host_t {
  Z_postgres_instance_t* instance;
  jmp_buf* handler; /* of the innermost invoke_…: PostgreSQL's ereport(ERROR) jumps there */
};
