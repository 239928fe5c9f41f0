"""Writes PostgreSQL's parser as C from the WebAssembly of npm's libpg-query: generate.py PACKAGE_FOLDER OUTPUT_FOLDER.

wasm2c does the translation. What is left for this file: imports and exports are single letters that change with each
release, and get their names (which the package's JavaScript knows); the parser's three own entries, which the package
keeps inside of wasm_parse_query_raw, are let out, so that the tree can be read where the parser built it; and every
function looks at how much stack is left. Ends with an error when the package is not what it was written for.
"""
import os
import re
import subprocess
import sys

package, output = sys.argv[1:3]
NAME = "postgres"


def want(found, what):
    if not found:
        sys.exit(f"generate.py: {what} not found: is this libpg-query 18.1.5?")
    return found


with open(f"{package}/wasm/libpg-query.js", encoding="utf-8") as file:
    script = file.read()
imports = {letter: name.strip("_")
           for letter, name in re.findall(r"(\w+):(\w+)", want(re.search(r"wasmImports=\{([^}]*)\}", script), "imports").group(1))}
exports = {}
body = want(re.search(r"function assignWasmExports\(wasmExports\)\{(.*?)\}", script, re.S), "exports").group(1)
for name, letter in re.findall(r'(\w+)=[^;]*wasmExports\["(\w+)"\]', body):
    exports[letter] = name.strip("_")
exports[want(re.search(r'wasmExports\["(\w+)"\]\(\)', script), "constructor").group(1)] = "construct"

source = f"{output}/{NAME}.c"
subprocess.run(["wasm2c", f"{package}/wasm/libpg-query.wasm", "-n", NAME, "-o", source], check=True)
with open(source, encoding="utf-8") as file:
    code = file.read()
with open(f"{output}/{NAME}.h", encoding="utf-8") as file:
    header = file.read()


def body_of(function):
    """The text of a C function that is defined in the code."""
    return want(re.search(rf"^[^\n;]*\b{function}\([^;\n]*\) \{{\n(.*?)^\}}", code, re.M | re.S), function).group(1)


def calls_in(text):
    return re.findall(r"\b(w2c_\w+)\(instance", text)


# wasm_parse_query_raw allocates its answer, then calls pg_query_parse, which enters a memory context, parses, writes JSON
# and leaves the context.
raw = next(letter for letter, name in exports.items() if name == "wasm_parse_query_raw")
calls = calls_in(body_of(f"w2c_{raw}"))
want(len(calls) == 2, "pg_query_parse")
calls = calls_in(body_of(calls[1]))
enter, parse, leave = calls[0], calls[1], calls[-1]
for function, signature in ((enter, r"u32 \w+\(Z_\w+\* instance\)"), (parse, r"void \w+\(Z_\w+\* instance, u32 w2c_p0, u32 w2c_p1\)"),
                            (leave, r"void \w+\(Z_\w+\* instance, u32 w2c_p0\)")):
    want(re.search(rf"^static {signature.replace(chr(92) + 'w+', function, 1)} \{{", code, re.M), f"signature of {function}")


def rename(text):
    text = re.sub(r"\bZ_aZ_(\w+)\b", lambda found: f"import_{imports[found.group(1)]}", text)
    text = re.sub(rf"\bZ_{NAME}Z_(\w+)\b", lambda found: f"export_{exports.get(found.group(1), found.group(1))}", text)
    text = re.sub(r"\bZ_a_instance(_t)?\b", r"grammar_host\1", text)
    return re.sub(r"\bw2c_(\w+)\b", lambda found: f"w2c_{exports[found.group(1)]}"
                  if exports.get(found.group(1)) in ("memory", "indirect_function_table")
                  else found.group(0), text)


check = """extern _Thread_local char* grammar_stack_limit;
#define FUNC_PROLOGUE if (UNLIKELY((char*)__builtin_frame_address(0) < grammar_stack_limit)) TRAP(EXHAUSTION);"""
want(re.search(r"^#define FUNC_PROLOGUE$", code, re.M), "FUNC_PROLOGUE")
code = re.sub(r"^#define FUNC_PROLOGUE$", lambda found: check, rename(code), count=1, flags=re.M)
instance = f"Z_{NAME}_instance_t* instance"
code += f"""
u32 grammar_enter_context({instance}) {{ return {enter}(instance); }}
void grammar_parse_text({instance}, u32 result, u32 text) {{ {parse}(instance, result, text); }}
void grammar_leave_context({instance}, u32 context) {{ {leave}(instance, context); }}
"""
header = rename(header)
header += f"""
u32 grammar_enter_context({instance});
void grammar_parse_text({instance}, u32 result, u32 text);
void grammar_leave_context({instance}, u32 context);
"""
with open(f"{output}/{NAME}.h.new", "w", encoding="utf-8") as file:
    file.write(header)
os.replace(f"{output}/{NAME}.h.new", f"{output}/{NAME}.h")
with open(source, "w", encoding="utf-8") as file:
    file.write(code)
