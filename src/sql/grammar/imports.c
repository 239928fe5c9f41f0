/* What the parser asks of the world around it: PostgreSQL's ereport(ERROR), more memory, and files it never has.
 *
 * Emscripten writes setjmp as a call through invoke_…, named after the types of result and arguments: it calls a
 * function of the table, and where that ends in longjmp the parser is told so and goes on. */
#include "sql/grammar/runtime.h"

typedef struct grammar_host_t Host;

static wasm_rt_funcref_t* callee(Host* host, u32 index) {
  wasm_rt_funcref_table_t* table = &host->instance->w2c_indirect_function_table;
  if (index >= table->size || !table->data[index].func) wasm_rt_trap(WASM_RT_TRAP_CALL_INDIRECT);
  return &table->data[index];
}

/* After a jump: the parser's own stack as it was before the call. */
static void jumped(Host* host, u32 stack) {
  export_emscripten_stack_restore(host->instance, stack);
  export_setThrew(host->instance, 1, 0);
}

#define INVOKE(call)                                                      \
  wasm_rt_funcref_t* function = callee(host, index);                      \
  const u32 stack = export_emscripten_stack_get_current(host->instance);  \
  jmp_buf* const before = host->handler;                                  \
  jmp_buf handler;                                                        \
  if (_setjmp(handler) == 0) {                                            \
    host->handler = &handler;                                             \
    call;                                                                 \
    host->handler = before;                                               \
  } else {                                                                \
    host->handler = before;                                               \
    jumped(host, stack);                                                  \
  }

#define CALL(type, ...) ((type)function->func)(function->module_instance, __VA_ARGS__)

u32 import_invoke_i(Host* host, u32 index) {
  volatile u32 result = 0;
  INVOKE(result = ((u32(*)(void*))function->func)(function->module_instance))
  return result;
}
u32 import_invoke_ii(Host* host, u32 index, u32 a) {
  volatile u32 result = 0;
  INVOKE(result = CALL(u32(*)(void*, u32), a))
  return result;
}
u32 import_invoke_iii(Host* host, u32 index, u32 a, u32 b) {
  volatile u32 result = 0;
  INVOKE(result = CALL(u32(*)(void*, u32, u32), a, b))
  return result;
}
u32 import_invoke_iiii(Host* host, u32 index, u32 a, u32 b, u32 c) {
  volatile u32 result = 0;
  INVOKE(result = CALL(u32(*)(void*, u32, u32, u32), a, b, c))
  return result;
}
u32 import_invoke_iiiii(Host* host, u32 index, u32 a, u32 b, u32 c, u32 d) {
  volatile u32 result = 0;
  INVOKE(result = CALL(u32(*)(void*, u32, u32, u32, u32), a, b, c, d))
  return result;
}
u64 import_invoke_ji(Host* host, u32 index, u32 a) {
  volatile u64 result = 0;
  INVOKE(result = CALL(u64(*)(void*, u32), a))
  return result;
}
void import_invoke_v(Host* host, u32 index) {
  INVOKE(((void (*)(void*))function->func)(function->module_instance))
}
void import_invoke_vi(Host* host, u32 index, u32 a) {
  INVOKE(CALL(void (*)(void*, u32), a))
}
void import_invoke_vii(Host* host, u32 index, u32 a, u32 b) {
  INVOKE(CALL(void (*)(void*, u32, u32), a, b))
}
void import_invoke_viii(Host* host, u32 index, u32 a, u32 b, u32 c) {
  INVOKE(CALL(void (*)(void*, u32, u32, u32), a, b, c))
}
void import_invoke_viiii(Host* host, u32 index, u32 a, u32 b, u32 c, u32 d) {
  INVOKE(CALL(void (*)(void*, u32, u32, u32, u32), a, b, c, d))
}
void import_invoke_viiiii(Host* host, u32 index, u32 a, u32 b, u32 c, u32 d, u32 e) {
  INVOKE(CALL(void (*)(void*, u32, u32, u32, u32, u32), a, b, c, d, e))
}
void import_invoke_viiiiiiiiiiiii(Host* host, u32 index, u32 a, u32 b, u32 c, u32 d, u32 e, u32 f, u32 g, u32 h, u32 i,
                                  u32 j, u32 k, u32 l, u32 m) {
  INVOKE(CALL(void (*)(void*, u32, u32, u32, u32, u32, u32, u32, u32, u32, u32, u32, u32, u32), a, b, c, d, e, f, g, h,
              i, j, k, l, m))
}

void import_emscripten_throw_longjmp(Host* host) {
  if (!host->handler) wasm_rt_trap(WASM_RT_TRAP_UNCAUGHT_EXCEPTION);
  _longjmp(*host->handler, 1);
}

void import_assert_fail(Host* host, u32 condition, u32 file, u32 line, u32 function) {
  (void)host, (void)condition, (void)file, (void)line, (void)function;
  wasm_rt_trap(WASM_RT_TRAP_UNREACHABLE);
}
void import_abort_js(Host* host) {
  (void)host;
  wasm_rt_trap(WASM_RT_TRAP_UNREACHABLE);
}
void import_exit(Host* host, u32 code) {
  (void)host, (void)code;
  wasm_rt_trap(WASM_RT_TRAP_UNREACHABLE);
}
void import_proc_exit(Host* host, u32 code) {
  (void)host, (void)code;
  wasm_rt_trap(WASM_RT_TRAP_UNREACHABLE);
}

/* malloc wants `size` bytes in all. A fifth more than there are, as emscripten does it, so that it is not asked often. */
u32 import_emscripten_resize_heap(Host* host, u32 size) {
  wasm_rt_memory_t* memory = &host->instance->w2c_memory;
  const u64 page = 65536;
  const u64 most = memory->max_pages * page;
  u64 wanted = (u64)memory->size + memory->size / 5;
  if (size > most) return 0;
  if (wanted < size) wanted = size;
  if (wanted > most) wanted = most;
  wanted = (wanted + page - 1) / page;
  if (wanted <= memory->pages) return 1;
  return wasm_rt_grow_memory(memory, (u32)wanted - memory->pages) != (u32)-1;
}

/* What PostgreSQL would say on standard error is thrown away, and there is nothing to read. */
u32 import_fd_write(Host* host, u32 file, u32 pieces, u32 count, u32 written) {
  u8* memory = host->instance->w2c_memory.data;
  u32 total = 0;
  u32 i;
  (void)file;
  for (i = 0; i < count; ++i) {
    u32 length;
    memcpy(&length, memory + (u64)pieces + 8 * (u64)i + 4, sizeof length);
    total += length;
  }
  memcpy(memory + written, &total, sizeof total);
  return 0;
}
u32 import_fd_read(Host* host, u32 file, u32 pieces, u32 count, u32 read) {
  (void)file, (void)pieces, (void)count;
  memset(host->instance->w2c_memory.data + read, 0, sizeof(u32));
  return 0;
}
u32 import_fd_seek(Host* host, u32 file, u64 offset, u32 whence, u32 position) {
  (void)host, (void)file, (void)offset, (void)whence, (void)position;
  return 70; /* ESPIPE */
}
u32 import_fd_close(Host* host, u32 file) {
  (void)host, (void)file;
  return 0;
}
u32 import_setitimer_js(Host* host, u32 which, f64 milliseconds) {
  (void)host, (void)which, (void)milliseconds;
  return 0;
}
void import_emscripten_runtime_keepalive_clear(Host* host) {
  (void)host;
}
