/* PostgreSQL's parser in a sandbox: WebAssembly turned into C, in a memory of its own.
 *
 * Whatever a text does to the parser stays in there: it reads and writes its own memory only, and where it runs out
 * of stack, of memory or into an assertion, the call ends with machine_failed. C, since such an end is a longjmp. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct Machine Machine;

typedef enum {
  machine_parsed,
  machine_refused, /* the text is not SQL: message and position */
  machine_failed   /* the parser could not do it: message; the machine is of no more use but for the trees it holds */
} MachineOutcome;

typedef struct {
  const void* list;    /* of RawStmt, in the machine's memory; null for an empty text */
  uint32_t context;    /* what machine_forget wants; 0 if there is no tree */
  const char* message; /* until the machine's next call */
  int position;        /* characters from 1; 0 if there is none */
} MachineTree;

/* A new machine, which belongs to the thread that made it; null when there is no address space for its memory. */
Machine* machine_new(void);
void machine_free(Machine* machine);

/* Parses `size` bytes of UTF-8 without NUL. The tree lasts until it is forgotten or the machine freed. */
MachineOutcome machine_parse(Machine* machine, const char* text, size_t size, MachineTree* tree);
void machine_forget(Machine* machine, uint32_t context);

/* The PL/pgSQL functions and DO blocks of a text as libpg_query's JSON, in `answer` until the next call. */
MachineOutcome machine_parse_plpgsql(Machine* machine, const char* text, size_t size, const char** answer);
/* The tree of a text as libpg_query's JSON: for tests. */
MachineOutcome machine_parse_json(Machine* machine, const char* text, size_t size, const char** answer);

/* Bytes of memory that the machine has taken so far. */
size_t machine_memory(const Machine* machine);

#ifdef __cplusplus
}
#endif
