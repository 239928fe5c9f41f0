#define _GNU_SOURCE
#include "sql/grammar/machine.h"

#include <pthread.h>

#include "sql/grammar/runtime.h"

struct Machine {
  Z_postgres_instance_t instance;
  struct grammar_host_t host;
  u32 answer; /* a text that the machine allocated for the last answer */
  bool failed;
  const char* why;
};

/* What is left of the thread's stack for whatever is called beside the parser. */
#define SPARE_STACK (256 * 1024)

static char* stack_limit(void) {
  static _Thread_local char* limit;
  pthread_attr_t attributes;
  void* lowest = NULL;
  size_t size = 0;
  if (limit) return limit;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return NULL;
  pthread_attr_getstack(&attributes, &lowest, &size);
  pthread_attr_destroy(&attributes);
  limit = (char*)lowest + (size > 4 * SPARE_STACK ? SPARE_STACK : size / 4);
  return limit;
}

typedef void Action(Machine* machine, void* argument);

/* Runs `act`; false when it ended in a trap, after which the machine does nothing more. */
static bool guarded(Machine* machine, Action* act, void* argument) {
  jmp_buf* const before = grammar_trap_target;
  jmp_buf here;
  if (machine->failed) return false;
  if (_setjmp(here) != 0) {
    grammar_trap_target = before;
    machine->host.handler = NULL;
    machine->failed = true;
    machine->why = grammar_trap == WASM_RT_TRAP_EXHAUSTION ? "stack depth limit exceeded" : "out of memory";
    return false;
  }
  grammar_stack_limit = stack_limit();
  grammar_trap_target = &here;
  act(machine, argument);
  grammar_trap_target = before;
  return true;
}

static u8* memory_at(const Machine* machine, u32 address) {
  return machine->instance.w2c_memory.data + address;
}

static u32 word_at(const Machine* machine, u32 address) {
  u32 word;
  memcpy(&word, memory_at(machine, address), sizeof word);
  return word;
}

static const char* text_at(const Machine* machine, u32 address) {
  return address ? (const char*)memory_at(machine, address) : NULL;
}

static void out_of_memory(void) {
  wasm_rt_trap(WASM_RT_TRAP_OOB);
}

static void construct(Machine* machine, void* argument) {
  (void)argument;
  Z_postgres_instantiate(&machine->instance, &machine->host);
  export_construct(&machine->instance);
}

Machine* machine_new(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  Machine* machine = calloc(1, sizeof *machine);
  if (!machine) return NULL;
  pthread_once(&once, Z_postgres_init_module);
  machine->host.instance = &machine->instance;
  if (guarded(machine, construct, NULL)) return machine;
  machine_free(machine);
  return NULL;
}

void machine_free(Machine* machine) {
  if (!machine) return;
  Z_postgres_free(&machine->instance);
  free(machine);
}

size_t machine_memory(const Machine* machine) {
  return machine->instance.w2c_memory.size;
}

static void forget_answer(Machine* machine) {
  if (machine->answer) export_free(&machine->instance, machine->answer);
  machine->answer = 0;
}

/* `spare` bytes, then the text with a NUL. */
static u32 put(Machine* machine, const char* text, size_t size, u32 spare) {
  u32 address = 0;
  if (size < (1u << 30)) address = export_malloc(&machine->instance, (u32)size + 1 + spare);
  if (!address) out_of_memory();
  memcpy(memory_at(machine, address + spare), text, size);
  *memory_at(machine, address + spare + (u32)size) = 0;
  return address;
}

typedef struct {
  const char* text;
  size_t size;
  MachineTree* tree;
  MachineOutcome outcome;
} Parse;

/* Of libpg_query: struct PgQueryInternalParsetreeAndError {tree, stderr_buffer, error}, and PgQueryError {message,
 * funcname, filename, lineno, cursorpos, context}. A parse that went well has a stderr_buffer, if an empty one. */
static void parse(Machine* machine, void* argument) {
  Parse* call = argument;
  MachineTree* tree = call->tree;
  const u32 spare = 12;
  u32 result;
  u32 standard_error;
  u32 error;
  forget_answer(machine);
  result = put(machine, call->text, call->size, spare);
  memset(memory_at(machine, result), 0, spare);
  tree->context = grammar_enter_context(&machine->instance);
  grammar_parse_text(&machine->instance, result, result + spare);
  tree->list = text_at(machine, word_at(machine, result));
  standard_error = word_at(machine, result + 4);
  error = word_at(machine, result + 8);
  export_free(&machine->instance, result);
  if (!error && !standard_error) out_of_memory();
  if (standard_error) export_free(&machine->instance, standard_error);
  if (!error) return;
  call->outcome = machine_refused;
  tree->list = NULL;
  machine->answer = word_at(machine, error);
  tree->message = text_at(machine, machine->answer);
  tree->position = (int)word_at(machine, error + 16);
  export_free(&machine->instance, word_at(machine, error + 4));
  export_free(&machine->instance, word_at(machine, error + 8));
  export_free(&machine->instance, error);
}

MachineOutcome machine_parse(Machine* machine, const char* text, size_t size, MachineTree* tree) {
  Parse call = {.text = text, .size = size, .tree = tree, .outcome = machine_parsed};
  memset(tree, 0, sizeof *tree);
  if (guarded(machine, parse, &call)) return call.outcome;
  memset(tree, 0, sizeof *tree);
  tree->message = machine->why;
  return machine_failed;
}

static void forget(Machine* machine, void* context) {
  grammar_leave_context(&machine->instance, *(u32*)context);
}

void machine_forget(Machine* machine, uint32_t context) {
  if (context) guarded(machine, forget, &context);
}

typedef struct {
  const char* text;
  size_t size;
  u32 (*function)(Z_postgres_instance_t*, u32);
} Ask;

static void ask(Machine* machine, void* argument) {
  Ask* call = argument;
  u32 text;
  forget_answer(machine);
  text = put(machine, call->text, call->size, 0);
  machine->answer = call->function(&machine->instance, text);
  export_free(&machine->instance, text);
  if (!machine->answer) out_of_memory();
}

/* The answer is JSON, or else what went wrong. */
static MachineOutcome answer_of(Machine* machine, Ask call, const char** answer) {
  if (!guarded(machine, ask, &call)) {
    *answer = machine->why;
    return machine_failed;
  }
  *answer = text_at(machine, machine->answer);
  return **answer == '{' ? machine_parsed : machine_refused;
}

MachineOutcome machine_parse_plpgsql(Machine* machine, const char* text, size_t size, const char** answer) {
  return answer_of(machine, (Ask){.text = text, .size = size, .function = export_wasm_parse_plpgsql}, answer);
}

MachineOutcome machine_parse_json(Machine* machine, const char* text, size_t size, const char** answer) {
  return answer_of(machine, (Ask){.text = text, .size = size, .function = export_wasm_parse_query}, answer);
}
