// Queues and clocks: brokers, and what tells the time.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form messaging_rabbitmqctl[] = {
    {.words = "list_*|status|cluster_status|node_health_check|environment|report|ping|version|help|check_*|list|show|"
              "memory_breakdown",
     .options = "-p= -q -s -n= --formatter= --vhost= --node= -t= -f= -u= -H= -P="},
    {.words =
         "purge_queue|delete_*|reset|force_reset|clear_*|forget_cluster_node|stop|stop_app|shutdown|delete|purge",
     .effect = Effect::destroys,
     .does = "runs rabbitmqctl {0} {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs rabbitmqctl {0} {*}"},
};

static constexpr Form messaging_kafka_topics_sh[] = {
    {.words = "",
     .options = "--bootstrap-server=:host --zookeeper=:host --list --describe --topic= --group= --all-groups "
                "--all-topics --members --state --verbose --command-config= --entity-type= --entity-name= "
                "--exclude-internal --under-replicated-partitions --unavailable-partitions --delete:destroys "
                "--create:changes --alter:changes --reset-offsets:destroys --dry-run --execute:changes "
                "--delete-offsets:destroys --partitions= --replication-factor= --config= --add-config= "
                "--delete-config= --to-earliest --to-latest --to-offset= --offsets --timeout="},
};

static constexpr Form messaging_kafka_console_consumer_sh[] = {
    {.words = "",
     .options = "--bootstrap-server=:host --topic= --group= --from-beginning --max-messages=:ends --timeout-ms=:ends "
                "--property= --partition= --offset= --formatter= --consumer.config=",
     .never_ends = "shows messages as they come"},
};

static constexpr Form messaging_kafka_console_producer_sh[] = {
    {.words = "", .effect = Effect::destroys, .does = "changes what the broker holds"},
};

static constexpr Form messaging_kcat[] = {
    {.words = "", .options = "-L -b=:host -C -t= -p= -o= -e -c= -q -f= -K= -J -X= -F= -u -P:changes -G=:changes"},
};

static constexpr Form messaging_nats[] = {
    {.words = "stream|consumer|server|account|kv|object ls|info|list|report|check|get", .options = "-* --*"},
    {.words = "* rm|purge|del|delete", .effect = Effect::destroys, .does = "runs nats {0} {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs nats {0} {*}"},
};

static constexpr Form messaging_logger[] = {
    {.words = "",
     .effect = Effect::own,
     .does = "writes a line to the log",
     .options = "-t,--tag= -p,--priority= -i -s,--stderr -f="},
};

static constexpr Form messaging_chronyc[] = {
    {.words = "tracking|sources|sourcestats|activity|ntpdata|clients|rv|peers|as", .options = "-p -n -v -a -c="},
    {.words = ".", .options = "-p -n -v -m -c="},
    {.words = "", .effect = Effect::changes, .does = "changes the clock: {*}"},
};

static constexpr Form messaging_ntpdate[] = {
    {.words = "", .effect = Effect::changes, .does = "changes the clock", .options = "-q:only -r:only --show:only"},
};

static void judge_messaging(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"rabbitmqctl", messaging_rabbitmqctl},
      {"rabbitmq-diagnostics", messaging_rabbitmqctl},
      {"rabbitmqadmin", messaging_rabbitmqctl},
      {"kafka-topics.sh", messaging_kafka_topics_sh},
      {"kafka-topics", messaging_kafka_topics_sh},
      {"kafka-consumer-groups.sh", messaging_kafka_topics_sh},
      {"kafka-consumer-groups", messaging_kafka_topics_sh},
      {"kafka-configs.sh", messaging_kafka_topics_sh},
      {"kafka-configs", messaging_kafka_topics_sh},
      {"kafka-console-consumer.sh", messaging_kafka_console_consumer_sh},
      {"kafka-console-consumer", messaging_kafka_console_consumer_sh},
      {"kafka-console-producer.sh", messaging_kafka_console_producer_sh},
      {"kafka-console-producer", messaging_kafka_console_producer_sh},
      {"kafka-reassign-partitions.sh", messaging_kafka_console_producer_sh},
      {"kafka-delete-records.sh", messaging_kafka_console_producer_sh},
      {"kafka-leader-election.sh", messaging_kafka_console_producer_sh},
      {"kcat", messaging_kcat},
      {"kafkacat", messaging_kcat},
      {"nats", messaging_nats},
      {"logger", messaging_logger},
      {"chronyc", messaging_chronyc},
      {"ntpq", messaging_chronyc},
      {"ntpstat", messaging_chronyc},
      {"ntpdate", messaging_ntpdate},
      {"chronyd", messaging_ntpdate},
      {"hwclock", messaging_ntpdate},
  };
  call.by_forms_of({.names = "messaging", .options = "--version:only --help:only ", .forms = forms.at(call.name())});
}

extern const Program messaging{
    .names =
        "rabbitmqctl rabbitmq-diagnostics rabbitmqadmin kafka-topics.sh kafka-topics kafka-consumer-groups.sh "
        "kafka-consumer-groups kafka-configs.sh kafka-configs kafka-console-consumer.sh kafka-console-consumer "
        "kafka-console-producer.sh kafka-console-producer kafka-reassign-partitions.sh kafka-delete-records.sh "
        "kafka-leader-election.sh kcat kafkacat nats logger chronyc ntpq ntpstat ntpdate chronyd hwclock",
    .options = "--version:only --help:only ",
    .judge = judge_messaging};

}  // namespace commands
