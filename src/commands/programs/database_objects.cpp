// createdb, dropdb and their like.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form database_objects_createdb[] = {
    {.words = "", .effect = Effect::changes, .does = "creates the database {1}"},
};

static constexpr Form database_objects_dropdb[] = {
    {.words = "",
     .effect = Effect::destroys,
     .does = "drops the database {1}",
     .options = "-f,--force -i,--interactive:terminal --if-exists"},
};

static constexpr Form database_objects_createuser[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "creates the role {1}",
     .options = "-P,--pwprompt:terminal --interactive:terminal -s -S -l -L -r -R -c= -g= -E"},
};

static constexpr Form database_objects_dropuser[] = {
    {.words = "",
     .effect = Effect::destroys,
     .does = "drops the role {1}",
     .options = "--if-exists -i,--interactive:terminal"},
};

static void judge_database_objects(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"createdb", database_objects_createdb},
      {"dropdb", database_objects_dropdb},
      {"createuser", database_objects_createuser},
      {"dropuser", database_objects_dropuser},
  };
  call.by_forms_of(
      {.names = "database_objects",
       .options = "-h,--host=:host -p,--port= -U,--username= -w,--no-password -W,--password:terminal -d,--dbname= "
                  "-e,--echo -q,--quiet -V,--version:only -?,--help:only --maintenance-db= ",
       .forms = forms.at(call.name())});
}

extern const Program database_objects{
    .names = "createdb dropdb createuser dropuser",
    .options =
        "-h,--host=:host -p,--port= -U,--username= -w,--no-password -W,--password:terminal -d,--dbname= -e,--echo "
        "-q,--quiet -V,--version:only -?,--help:only --maintenance-db= ",
    .judge = judge_database_objects};

}  // namespace commands
