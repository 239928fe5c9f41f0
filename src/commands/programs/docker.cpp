// Containers: docker and those like it, with compose; what is run in one.
#include <algorithm>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

static constexpr std::string_view options_of_docker =
    "-H,--host=:host -c,--context= --config= -D,--debug -l,--log-level= --tls --tlsverify --tlscacert= --tlscert= "
    "--tlskey= --help:only --version:only --namespace= --url= --connection=";

static constexpr Form forms_of_docker[] = {
    {.words = "ps|images|info|version|inspect|port|top|diff|history|search",
     .options = "-a,--all -q,--quiet --no-trunc -f,--filter=,--format= --format= -n,--last= -l,--latest -s,--size "
                "--digests --type= --tree --human?"},
    {.words = "stats",
     .options = "--no-stream:ends -a,--all --format= --no-trunc",
     .never_ends = "shows figures again and again"},
    {.words = "events",
     .options = "--since= --until=:ends -f,--filter= --format=",
     .never_ends = "shows events as they come"},
    {.words = "container|image|volume|network|system|context|node|service|stack|swarm|plugin|buildx|builder|secret|"
              "config|manifest|machine|pod ls|list|inspect|ps|df|info|show|services|exists|version|du",
     .options = "-f,--filter= --format= -q,--quiet -a,--all --no-trunc -v,--verbose -s,--size"},
    {.words = "container|service|pod|machine logs",
     .options = "-f,--follow:endless -n,--tail= --since= --until= -t,--timestamps --details --no-trunc --raw"},
    {.words = "container top|port|diff"},
    {.words = "image history", .options = "--no-trunc --format= -q -H --human?"},
    {.words = "container|pod stats",
     .options = "--no-stream:ends -a,--all --format= --no-trunc",
     .never_ends = "shows figures again and again"},
    {.words = "logs", .options = "-f,--follow:endless -n,--tail= --since= --until= -t,--timestamps --details"},
    {.words = "wait", .options = "--condition="},
    {.words = "attach", .session = "a session in {1}"},
    {.words = "volume rm|remove|prune",
     .effect = Effect::destroys,
     .does = "removes volumes: {*}",
     .options = "-f,--force -a,--all --filter="},
    {.words = "system|container|image|network|builder|buildx prune",
     .effect = Effect::destroys,
     .does = "removes what is not in use ({0})",
     .options = "-a,--all -f,--force --volumes --filter="},
    {.words = "rm",
     .effect = Effect::destroys,
     .does = "removes the container {*}",
     .options = "-f,--force -v,--volumes -l,--link"},
    {.words = "rmi", .effect = Effect::destroys, .does = "removes the image {*}", .options = "-f,--force --no-prune"},
    {.words = "container|image|network|context|stack|service|secret|config|node|plugin|pod|machine rm|remove",
     .effect = Effect::destroys,
     .does = "removes {*} ({0})"},
    {.words = "stop|kill|pause",
     .effect = Effect::changes,
     .does = "stops {*}",
     .options = "-t,--time= -s,--signal="},
    {.words = "start|restart|unpause",
     .effect = Effect::changes,
     .does = "starts {*}",
     .options = "-a,--attach:endless -i,--interactive:terminal -t,--time="},
    {.words = "cp", .effect = Effect::changes, .does = "copies {1} to {2}"},
    {.words = "pull|push|build|tag|create|commit|load|save|import|export|login|logout|rename|update",
     .effect = Effect::changes,
     .does = "runs {0} {*}"},
    {.words =
         "container|image|volume|network|service|stack|swarm|context|node|buildx|secret|config|plugin|pod|machine *",
     .effect = Effect::changes,
     .does = "runs {0} {*}"},
};

static constexpr std::string_view options_of_compose =
    "-f,--file= -p,--project-name= --profile= --env-file= --project-directory= --ansi= --parallel= --progress= "
    "--compatibility -H,--host=:host --context= --verbose --help:only --version:only --no-ansi";

static constexpr Form forms_of_compose[] = {
    {.words = "ps|images|config|convert|top|port|version|ls|events-list",
     .options = "-a,--all -q,--quiet --services --format= --filter= --status= --volumes --images --profiles --hash= "
                "--no-trunc --orphans? --resolve-image-digests --no-interpolate --index= --protocol= --no-normalize "
                "--environment"},
    {.words = "logs",
     .options =
         "-f,--follow:endless -n,--tail= --since= --until= -t,--timestamps --no-color --no-log-prefix --index="},
    {.words = "events", .never_ends = "shows events as they come"},
    {.words = "stats",
     .options = "--no-stream:ends -a,--all --format= --no-trunc",
     .never_ends = "shows figures again and again"},
    {.words = "attach", .session = "a session in {1}"},
    {.words = "wait"},
    {.words = "down",
     .effect = Effect::changes,
     .does = "stops and removes the containers",
     .options = "-v,--volumes:destroys --rmi=:destroys --remove-orphans -t,--timeout="},
    {.words = "rm",
     .effect = Effect::destroys,
     .does = "removes containers of {*}",
     .options = "-f,--force -s,--stop -v,--volumes"},
    {.words = "up",
     .effect = Effect::changes,
     .does = "starts the services {*}",
     .options =
         "-d,--detach:ends --wait:ends --build --force-recreate --no-deps --remove-orphans "
         "-V,--renew-anon-volumes:destroys --no-start:ends --quiet-pull --scale= -t,--timeout= --wait-timeout= "
         "--pull= --abort-on-container-exit --exit-code-from= --no-recreate --always-recreate-deps",
     .never_ends = "stays with what it starts"},
    {.words = "watch", .never_ends = "waits for changes of files"},
    {.words = "stop|kill|pause",
     .effect = Effect::changes,
     .does = "stops {*}",
     .options = "-t,--timeout= -s,--signal="},
    {.words = "start|restart|unpause",
     .effect = Effect::changes,
     .does = "starts {*}",
     .options = "-t,--timeout= --no-deps"},
    {.words = "pull|push|build|create|cp|scale", .effect = Effect::changes, .does = "runs {0} {*}"},
};

static constexpr std::string_view options_of_exec =
    "-e,--env= --env-file= -u,--user= -w,--workdir= -d,--detach --privileged --index= --detach-keys= -i "
    "--interactive? -l,--latest -t,--tty:terminal -T,--no-tty,--no-TTY";

// exec of docker takes a container, of compose a service, which gets a terminal unless -T says no.
static void judge_container_exec(Call& call, const std::vector<Argument>& behind, bool compose) {
  const auto options = read_options(behind, {.options = options_of_exec, .stops = true});
  if (call.refuses(options)) return;
  auto inside = words_from(behind, options.first_operand);
  const auto container = inside.empty() ? "a container" : inside[0].shown;
  inside = words_from(inside, 1);
  const auto where = fmt::format("{} {}", compose ? "service" : "container", container);
  CommandJudgement out{.elsewhere = where};
  if (compose ? !options.has("-T") && !options.has("-d") : options.has("-t"))
    out.terminal = "exec with a terminal needs one";
  if (inside.empty()) out.session = "a session in " + container;
  if (!out.terminal.empty() || !out.session.empty()) call.add(std::move(out));
  if (!inside.empty()) call.run_elsewhere(std::move(inside), where);
}

// Images whose entry point runs the words behind the image. Others do something of their own with them.
static bool runs_what_it_is_given(std::string_view image) {
  static constexpr std::string_view known[] = {"postgres", "alpine", "busybox", "debian", "ubuntu",
                                               "bash",     "redis",  "node",    "python", "ruby"};
  image = image.substr(0, image.find_first_of(":@"));
  if (image.starts_with("docker.io/")) image.remove_prefix(10);
  if (image.starts_with("library/")) image.remove_prefix(8);
  return std::find(std::begin(known), std::end(known), image) != std::end(known);
}

// run: a container of its own. What it does there reaches volumes and networks.
static void judge_run(Call& call, const std::vector<Argument>& behind, bool compose) {
  static constexpr std::string_view options_of_run =
      "--rm -v,--volume=:changes --mount=:changes --privileged:changes --pid=:changes -i --interactive? -e,--env= "
      "--env-file= --name= --network,--net= -u,--user= -w,--workdir= --entrypoint= -p,--publish= -t,--tty:terminal "
      "-d,--detach --add-host= --platform= --pull= -h,--hostname= --no-deps -T,--no-TTY --link= --label= -l= --init "
      "-m,--memory= --cpus= -q,--quiet --read-only --service-ports --quiet-pull";
  const auto options = read_options(behind, {.options = options_of_run, .stops = true});
  auto inside = words_from(behind, options.first_operand);
  const auto image = inside.empty() ? "an image" : inside[0].shown;
  inside = words_from(inside, 1);
  if (!options.unknown.empty() || !runs_what_it_is_given(image) || !options.has("--rm") ||
      options.has("--entrypoint") || options.has("-v") || options.has("--mount") || options.has("--privileged") ||
      options.has("--pid") || options.has("-d") || inside.empty() || compose)
    return call.add_with_marks(options,
                               {.effect = Effect::changes, .does = fmt::format("starts a container of {}", image)});
  if (options.has("-t")) call.add_with_marks(options, {});
  call.run_elsewhere(std::move(inside), "a container of " + image);
}

static std::vector<Argument> words_behind(const std::vector<Argument>& words, std::string_view word) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const auto& each) { return each.is(word); });
  return found == words.end() ? std::vector<Argument>{} : std::vector<Argument>(found + 1, words.end());
}

static void judge_compose(Call& call, const std::vector<Argument>& words) {
  static constexpr Program compose{.names = "compose", .options = options_of_compose, .forms = forms_of_compose};
  const auto options = read_options(words, {.options = options_of_compose, .stops = true});
  if (options.unknown.empty() && options.first_operand < words.size()) {
    const auto& word = words[options.first_operand];
    const auto behind = words_from(words, options.first_operand + 1);
    if (word.is("exec")) return judge_container_exec(call, behind, true);
    if (word.is("run")) return judge_run(call, behind, true);
  }
  call.by_forms_of(compose, words);
}

static void judge_docker(Call& call) {
  const auto& words = call.words();
  const auto& name = call.name();
  if (name.ends_with("-compose")) return judge_compose(call, words);
  const auto options = read_options(words, {.options = options_of_docker, .stops = true});
  if (call.refuses(options)) return;
  const auto behind = words_from(words, options.first_operand);
  if (!behind.empty() && behind[0].is("compose")) return judge_compose(call, words_behind(words, "compose"));
  const bool container = behind.size() > 1 && behind[0].is("container");
  const auto rest = container ? words_from(behind, 1) : behind;
  if (!rest.empty() && rest[0].is("exec")) return judge_container_exec(call, words_from(rest, 1), false);
  if (!rest.empty() && rest[0].is("run")) return judge_run(call, words_from(rest, 1), false);
  call.by_forms();
}

extern const Program docker{.names = "docker podman nerdctl docker-compose podman-compose",
                            .options = options_of_docker,
                            .forms = forms_of_docker,
                            .judge = judge_docker};

}  // namespace commands
