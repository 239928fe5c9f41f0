// Networks: what is asked, sent, opened, closed.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form network_dig[] = {
    {.words = "", .options = "-K,--kill:destroys -oN=:writes -oX=:writes -oA=:writes -oG=:writes -* --*"},
};

static constexpr Form network_mtr[] = {
    {.words = "", .options = "-r,--report:ends -c=:ends -w:ends -n -b -z -j:ends", .never_ends = "mtr repeats"},
};

static constexpr Form network_ip[] = {
    {.words = "a|addr|address|link|l|r|route|rule|neigh|n|maddr|netns show|list|ls|get",
     .options = "-4 -6 -s -d -o -c -j -p -br,-brief -* --*"},
    {.words = "a|addr|address|link|l|r|route|rule|neigh|n|maddr|netns .",
     .options = "-4 -6 -s -d -o -c -j -p -br,-brief -* --*"},
    {.words = "monitor", .effect = Effect::reads, .does = "", .never_ends = "shows changes as they come"},
    {.words = "netns exec", .effect = Effect::unknown, .does = "what runs in the other network"},
    {.words = "", .effect = Effect::changes, .does = "changes the network: {*}"},
};

static constexpr Form network_ifconfig[] = {
    {.words = ".", .options = "-* --*"},
    {.words = "* .", .options = "-* --*"},
    {.words = "", .effect = Effect::changes, .does = "changes the network: {*}"},
};

static constexpr Form network_route[] = {
    {.words = ".", .options = "-n -e -ee -v -A="},
    {.words = "", .effect = Effect::changes, .does = "changes the network: {*}"},
};

static constexpr Form network_ethtool[] = {
    {.words = "* .",
     .options = "-i,--driver -S,--statistics -k,--show-features -g,--show-ring -a,--show-pause -c,--show-coalesce "
                "-T,--show-time-stamping -m,--module-info -l,--show-channels -n,--show-nfc -P,--show-permaddr"},
    {.words = "", .effect = Effect::changes, .does = "changes the network: {*}"},
};

static constexpr Form network_haproxy[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "starts haproxy",
     .options = "-c:only -f= -v:only -vv:only -C= -V -q"},
};

static constexpr Form network_ifup[] = {
    {.words = "show|status|get", .options = "-* --*"},
    {.words = "", .effect = Effect::changes, .does = "changes the network: {*}"},
};

static constexpr Form network_iptables[] = {
    {.words = "",
     .options =
         "-L? --list? -n --numeric -v --line-numbers -t= -S? --list-rules? -F:destroys --flush:destroys -A=:changes "
         "-I=:changes -D=:destroys -P=:changes -X:destroys -Z:destroys -N=:changes -R=:changes -w -C="},
};

static constexpr Form network_iptables_save[] = {
    {.words = "", .options = "-c -t= -f=:writes"},
};

static constexpr Form network_iptables_restore[] = {
    {.words = "", .effect = Effect::destroys, .does = "replaces the rules of the firewall"},
};

static constexpr Form network_nft[] = {
    {.words = "list", .options = "-* --*"},
    {.words = "flush|delete", .effect = Effect::destroys, .does = "removes rules: {*}"},
    {.words = "", .effect = Effect::changes, .does = "changes the firewall: {*}"},
};

static constexpr Form network_ufw[] = {
    {.words = "status|show|version|app", .options = "-* --*"},
    {.words = "reset|disable|delete", .effect = Effect::destroys, .does = "changes the firewall: {0} {*}"},
    {.words = "", .effect = Effect::changes, .does = "changes the firewall: {*}"},
};

static constexpr Form network_firewall_cmd[] = {
    {.words = "",
     .options = "--state --list-all --list-services --list-ports --list-all-zones --get-active-zones "
                "--get-default-zone --get-zones --zone= --permanent --query-port= --query-service="},
};

static constexpr Form network_fail2ban_client[] = {
    {.words = "status|ping|version|get"},
    {.words = "", .effect = Effect::changes, .does = "runs fail2ban-client {*}"},
};

static constexpr Form network_wget[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "fetches {*} into a file",
     .options = "-q,--quiet -nv,--no-verbose --spider:only -S --timeout= -T= -t= --tries= --no-check-certificate "
                "--header= -O,--output-document= -P=:writes --post-data=:changes --post-file=:changes "
                "--method=:changes -i=:writes -r:writes -c:writes -N:writes -V:only"},
};

static constexpr Form network_nc[] = {
    {.words = "",
     .options = "-z:ends -v -w= -u -n -4 -6 -l:session -k -e=:unknown -c=:unknown -N -q= -i= -p= -s= -x= -X=",
     .never_ends = "holds a connection open"},
};

static constexpr Form network_socat[] = {
    {.words = "", .effect = Effect::unknown, .does = "what socat connects: {*}"},
};

static constexpr Form network_telnet[] = {
    {.words = "", .effect = Effect::reads, .does = "", .options = "-* --*", .never_ends = "holds a connection open"},
};

static constexpr Form network_openssl[] = {
    {.words = "version|s_client|x509|verify|req|asn1parse|crl|ciphers|dgst|enc|rand|speed|list|pkey|rsa|ec|pkcs12|"
              "help|errstr|prime|passwd|ts|ocsp",
     .options = "-out=:writes -keyout=:writes -CAcreateserial:changes -outform= -* -writerand=:writes -sign=:unknown "
                "-engine=:unknown "
                "-provider=:unknown"},
    {.words = "", .effect = Effect::changes, .does = "runs openssl {*}"},
};

static constexpr Form network_gpg[] = {
    {.words = "",
     .options = "-k,--list-keys -K,--list-secret-keys --verify --fingerprint --list-packets --list-sigs "
                "--version:only --with-colons --keyid-format= --no-tty --batch --homedir="},
};

static constexpr Form network_ssh_keyscan[] = {
    {.words = "", .options = "-* --*"},
};

static constexpr Form network_ssh_keygen[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "makes or changes a key",
     .options = "-l:only -f= -F=:only -lf=:only -R=:destroys -t= -b= -C= -N= -y:only -E= -v -p -q -B:only -L:only"},
};

static constexpr Form network_ssh_add[] = {
    {.words = "", .options = "-l -L -D:destroys -d=:destroys -s -k:changes -t="},
};

static constexpr Form network_certbot[] = {
    {.words = "certificates|plugins|show_account", .options = "-* --*"},
    {.words = "delete|revoke|unregister", .effect = Effect::destroys, .does = "runs certbot {0}"},
    {.words = "", .effect = Effect::changes, .does = "runs certbot {*}", .options = "--dry-run:only"},
};

static constexpr Form network_nginx[] = {
    {.words = "",
     .effect = Effect::changes,
     .does = "runs {*}",
     .options = "-t:only -T:only -v:only -V:only -c= -f= configtest:only -C -s=:changes -k=:changes -p= -q -S:only"},
};

static constexpr Form network_httpie[] = {
    {.words = "GET|HEAD|OPTIONS *", .options = "-* --* -o=:writes -d:writes --download:writes --output=:writes"},
    {.words = "", .effect = Effect::changes, .does = "sends a request: {*}"},
};

static constexpr Form network_grpcurl[] = {
    {.words = "", .effect = Effect::unknown, .does = "what {*} does"},
};

static constexpr Form network_mail[] = {
    {.words = "", .effect = Effect::changes, .does = "sends mail", .options = "-bp:only"},
};

static constexpr Form network_postqueue[] = {
    {.words = "", .options = "-p -f:changes -j -i=:changes"},
};

static constexpr Form network_postsuper[] = {
    {.words = "",
     .effect = Effect::destroys,
     .does = "changes the queue of mail: {*}",
     .options = "-bp:only -bpc:only -bV:only"},
};

static constexpr Form network_ngrok[] = {
    {.words = "", .effect = Effect::reads, .does = "", .options = "-* --*", .never_ends = "holds a tunnel open"},
};

static constexpr Form network_wscat[] = {
    {.words = "", .effect = Effect::reads, .does = "", .options = "-* --*", .never_ends = "holds a connection open"},
};

// GET and HEAD only read; the other methods send.
static void judge_curl(Call& call) {
  const auto options = read_options(
      call.words(),
      {.options = "-s,--silent -S,--show-error -f,--fail --fail-with-body -L,--location -k,--insecure -v,--verbose "
                  "-i,--include -I,--head -H,--header= -u,--user= -A,--user-agent= -m,--max-time= --connect-timeout= "
                  "--retry= --retry-delay= --retry-all-errors --retry-max-time= --retry-connrefused -w,--write-out= "
                  "-X,--request= -G,--get -d,--data= --data-raw= --data-binary= --data-urlencode= --json= -F,--form= "
                  "-T,--upload-file= -o,--output=:writes -O,--remote-name:writes -J -K,--config=:unknown -x,--proxy= "
                  "--cacert= --cert= --key= -b,--cookie= -c,--cookie-jar=:writes -4 -6 --resolve= --compressed "
                  "-g,--globoff --http1.1 --http2 -N,--no-buffer -q -#,--progress-bar -e,--referer= --noproxy= "
                  "--unix-socket= -n,--netrc --oauth2-bearer= --url= -D,--dump-header=:writes -Z --create-dirs "
                  "--path-as-is --proto= --tlsv1.2 --stderr= --no-progress-meter --interface= -z= --limit-rate= -C= "
                  "-E= --data-ascii= -V,--version:only --help:only -h:only --ssl-reqd"});
  if (call.refuses(options)) return;
  const auto method = options.value("-X");
  const bool sends_data =
      !options.has("-G") && (options.has("-d") || options.has("--data-raw") || options.has("--data-binary") ||
                             options.has("--data-urlencode") || options.has("--json") || options.has("-F") ||
                             options.has("-T") || options.has("--data-ascii"));
  const auto target = options.operands.empty() ? options.value("--url") : options.operands.front().shown;
  CommandJudgement out{.elsewhere = target};
  if (method == "DELETE")
    out = {.effect = Effect::destroys, .does = "deletes " + target};
  else if (sends_data || (!method.empty() && method != "GET" && method != "HEAD" && method != "OPTIONS"))
    out = {.effect = Effect::changes, .does = "sends a request to " + target};
  call.add_with_marks(options, std::move(out));
}

// To a file, unless -O names its output.
static void judge_wget(Call& call) {
  static constexpr Form to_output[] = {{.words = "", .options = network_wget[0].options}};
  const auto options = call.options(network_wget[0].options);
  const auto file = options.value("-O");
  const bool nowhere = file == "-" || file == "/dev/null" || file == "/dev/stdout";
  if (nowhere) return call.by_forms_of({.names = "wget", .forms = to_output});
  call.by_forms_of({.names = "wget", .forms = network_wget});
}

static void judge_network(Call& call) {
  if (call.name() == "wget") return judge_wget(call);
  if (call.name() == "curl") return judge_curl(call);
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"dig", network_dig},
      {"nslookup", network_dig},
      {"host", network_dig},
      {"whois", network_dig},
      {"traceroute", network_dig},
      {"traceroute6", network_dig},
      {"tracepath", network_dig},
      {"ss", network_dig},
      {"netstat", network_dig},
      {"arping", network_dig},
      {"nmap", network_dig},
      {"fping", network_dig},
      {"mtr", network_mtr},
      {"ip", network_ip},
      {"ifconfig", network_ifconfig},
      {"route", network_route},
      {"ifup", network_ifup},
      {"ifdown", network_ifup},
      {"nmcli", network_ifup},
      {"netplan", network_ifup},
      {"tc", network_ifup},
      {"ethtool", network_ethtool},
      {"brctl", network_ifup},
      {"iptables", network_iptables},
      {"ip6tables", network_iptables},
      {"ebtables", network_iptables},
      {"iptables-save", network_iptables_save},
      {"ip6tables-save", network_iptables_save},
      {"iptables-restore", network_iptables_restore},
      {"ip6tables-restore", network_iptables_restore},
      {"nft", network_nft},
      {"ufw", network_ufw},
      {"firewall-cmd", network_firewall_cmd},
      {"fail2ban-client", network_fail2ban_client},
      {"nc", network_nc},
      {"ncat", network_nc},
      {"netcat", network_nc},
      {"socat", network_socat},
      {"telnet", network_telnet},
      {"openssl", network_openssl},
      {"gpg", network_gpg},
      {"gpg2", network_gpg},
      {"ssh-keyscan", network_ssh_keyscan},
      {"ssh-keygen", network_ssh_keygen},
      {"ssh-add", network_ssh_add},
      {"ssh-agent", network_ssh_add},
      {"certbot", network_certbot},
      {"acme.sh", network_certbot},
      {"nginx", network_nginx},
      {"apachectl", network_nginx},
      {"apache2ctl", network_nginx},
      {"httpd", network_nginx},
      {"haproxy", network_haproxy},
      {"caddy", network_nginx},
      {"httpie", network_httpie},
      {"http", network_httpie},
      {"xh", network_httpie},
      {"grpcurl", network_grpcurl},
      {"mail", network_mail},
      {"sendmail", network_mail},
      {"mailx", network_mail},
      {"mutt", network_mail},
      {"msmtp", network_mail},
      {"swaks", network_mail},
      {"postqueue", network_postqueue},
      {"mailq", network_postqueue},
      {"postsuper", network_postsuper},
      {"exiqgrep", network_postsuper},
      {"exim", network_postsuper},
      {"ngrok", network_ngrok},
      {"cloudflared", network_ngrok},
      {"kubefwd", network_ngrok},
      {"wscat", network_wscat},
      {"websocat", network_wscat},
  };
  call.by_forms_of({.names = "network", .options = "--version:only --help:only ", .forms = forms.at(call.name())});
}

extern const Program network{
    .names =
        "dig nslookup host whois traceroute traceroute6 tracepath ss netstat arping nmap fping mtr ip ifconfig route "
        "ifup ifdown nmcli netplan tc ethtool brctl iptables ip6tables ebtables iptables-save ip6tables-save "
        "iptables-restore ip6tables-restore nft ufw firewall-cmd fail2ban-client curl wget nc ncat netcat socat "
        "telnet openssl gpg gpg2 ssh-keyscan ssh-keygen ssh-add ssh-agent certbot acme.sh nginx apachectl apache2ctl "
        "httpd haproxy caddy httpie http xh grpcurl mail sendmail mailx mutt msmtp swaks postqueue mailq postsuper "
        "exiqgrep exim ngrok cloudflared kubefwd wscat websocat",
    .options = "--version:only --help:only ",
    .judge = judge_network};

}  // namespace commands
