/* The runtime of wasm2c's code, in place of wabt's own, whose jump buffers are shared by all threads and which installs a
 * handler of SIGSEGV. */
#define _GNU_SOURCE
#include "sql/grammar/runtime.h"

#include <stdarg.h>
#include <sys/mman.h>

_Thread_local jmp_buf* grammar_trap_target;
_Thread_local wasm_rt_trap_t grammar_trap;
_Thread_local char* grammar_stack_limit;

#define PAGE 65536u
#define GIBIBYTE (1ull << 30)
/* An address is a 32-bit number plus a 32-bit constant: what lies outside of the memory is never mapped, so that an
 * access there cannot touch anything of ours. The beginning stands at a multiple of 4 GiB: sql/pointer.h. */
#define REACH (8 * GIBIBYTE)
#define ALIGNMENT (4 * GIBIBYTE)

void wasm_rt_trap(wasm_rt_trap_t trap) {
  grammar_trap = trap;
  if (!grammar_trap_target) abort();
  _longjmp(*grammar_trap_target, 1);
}

/* Function types by number. Written by Z_postgres_init_module only, which runs once. */
#define MOST_TYPES 64
#define MOST_VALUES 24
static struct Type {
  uint32_t params, results;
  wasm_rt_type_t values[MOST_VALUES];
} types[MOST_TYPES];
static uint32_t type_count;

uint32_t wasm_rt_register_func_type(uint32_t params, uint32_t results, ...) {
  struct Type type;
  va_list list;
  uint32_t i;
  memset(&type, 0, sizeof type);
  if (params + results > MOST_VALUES) abort();
  type.params = params;
  type.results = results;
  va_start(list, results);
  for (i = 0; i < params + results; ++i) type.values[i] = va_arg(list, wasm_rt_type_t);
  va_end(list);
  for (i = 0; i < type_count; ++i)
    if (memcmp(&types[i], &type, sizeof type) == 0) return i + 1;
  if (type_count == MOST_TYPES) abort();
  types[type_count] = type;
  return ++type_count;
}

static char* reserve(void) {
  char* whole = mmap(NULL, REACH + ALIGNMENT, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  char* begin;
  if (whole == MAP_FAILED) return NULL;
  begin = whole + (ALIGNMENT - (uintptr_t)whole % ALIGNMENT) % ALIGNMENT;
  if (begin > whole) munmap(whole, (size_t)(begin - whole));
  if (begin < whole + ALIGNMENT) munmap(begin + REACH, (size_t)(whole + ALIGNMENT - begin));
  return begin;
}

void wasm_rt_allocate_memory(wasm_rt_memory_t* memory, uint32_t pages, uint32_t most) {
  char* begin = reserve();
  memset(memory, 0, sizeof *memory);
  if (!begin) wasm_rt_trap(WASM_RT_TRAP_OOB);
  memory->data = (uint8_t*)begin; /* now: free_memory gives it back if what follows fails */
  if (mprotect(begin, (size_t)pages * PAGE, PROT_READ | PROT_WRITE) != 0) wasm_rt_trap(WASM_RT_TRAP_OOB);
  memory->pages = pages;
  memory->max_pages = most;
  memory->size = pages * PAGE;
}

uint32_t wasm_rt_grow_memory(wasm_rt_memory_t* memory, uint32_t more) {
  const uint32_t before = memory->pages;
  if (more > memory->max_pages - before) return (uint32_t)-1;
  if (more && mprotect(memory->data + (size_t)before * PAGE, (size_t)more * PAGE, PROT_READ | PROT_WRITE) != 0)
    return (uint32_t)-1;
  memory->pages = before + more;
  memory->size = memory->pages * PAGE;
  return before;
}

void wasm_rt_free_memory(wasm_rt_memory_t* memory) {
  if (memory->data) munmap(memory->data, REACH);
  memory->data = NULL;
}

void wasm_rt_allocate_funcref_table(wasm_rt_funcref_table_t* table, uint32_t size, uint32_t most) {
  table->size = size;
  table->max_size = most;
  table->data = calloc(size, sizeof *table->data);
  if (!table->data) wasm_rt_trap(WASM_RT_TRAP_OOB);
}

void wasm_rt_free_funcref_table(wasm_rt_funcref_table_t* table) {
  free(table->data);
  table->data = NULL;
}

bool wasm_rt_is_initialized(void) {
  return true;
}
