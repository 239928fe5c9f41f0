/* The floor of the linter's benchmarks: libpg_query parses each file that standard input names, and nothing else is done.
   parse_floor raw: to the tree alone, as the server does; parse_floor json: as pg_query_parse gives it to programs. */
#include <pg_query.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* From libpg_query's pg_query_internal.h, which needs the server's headers. */
typedef struct {
  void *tree;
  char *stderr_buffer;
  PgQueryError *error;
} RawParse;
RawParse pg_query_raw_parse(const char *input);
void pg_query_free_error(PgQueryError *error);
void *pg_query_enter_memory_context(void);
void pg_query_exit_memory_context(void *context);

static char *read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = malloc((size_t)size + 1);
  if (fread(text, 1, (size_t)size, file) != (size_t)size) exit(2);
  text[size] = 0;
  fclose(file);
  return text;
}

int main(int argc, char **argv) {
  int json = argc > 1 && strcmp(argv[1], "json") == 0;
  char path[4096];
  pg_query_init();
  while (fgets(path, sizeof path, stdin)) {
    path[strcspn(path, "\n")] = 0;
    char *text = read_file(path);
    PgQueryError *error = NULL;
    if (json) {
      PgQueryParseResult result = pg_query_parse(text);
      error = result.error;
      if (error) fprintf(stderr, "%s: %s\n", path, error->message);
      pg_query_free_parse_result(result);
    } else {
      void *memory = pg_query_enter_memory_context();
      RawParse result = pg_query_raw_parse(text);
      error = result.error;
      if (error) fprintf(stderr, "%s: %s\n", path, error->message);
      free(result.stderr_buffer);
      pg_query_exit_memory_context(memory);
    }
    free(text);
    if (error) return 1;
  }
  return 0;
}
