#include "runbook/languages.h"

namespace runbook {

extern const Language english{
    .common =
        "the, a, an, to, of, and, in, on, is, are, for, with, that, this, it, be, as, at, by, from, or, "
        "not, if, then, when, all, you, your, run, check, after, before, until, into, do, we, our, has, "
        "have, was, will, should, must, can, no, new, old, one, use, only, up, down, out, off, back, "
        "stop, start, look, make, set, step, take, wait, apply, create, verify, open, close, call, tell, "
        "add, drop, delete, remove, restart, restore, release, switch, upgrade, update, deploy, install, "
        "clean, copy, move, show, what, how, again, each, every, any, first, last, next, now, night, "
        "day, work, things, file, files, table, tables, users, user, orders, data, team, plan, server, "
        "database, host, disk, pods, queue, log, logs, service, services, backup, backups, schema, "
        "index, rollback, cleanup, preparation, monitoring, notes, health, status, production, staging, "
        "maintenance, workers, count, rows, commands, migration, migrations",
    .rollback =
        "rollback*, roll back, rolls back, rolling back, rolled back, roll * back, rolling * back, back out, "
        "backout*, backing out, back * out, revert*, undo*, unwind*, reversal, reverse the, reversing, way back, "
        "fallback plan*, fallback procedure*, fallback steps, fallback option*, ^fallback, fall back, falling back, "
        "contingency, abort*, bail out, cancel the upgrade, cancel the update, cancel the migration, cancel the "
        "release, cancel the change, cancel the rollout, cancel the deployment, cancel the deploy, cancel the "
        "cutover, cancel the switch, cancel the switchover, cancel the move, cancel the maintenance, put it back, "
        "put them back, put everything back, go back to, going back, return to the previous, return to the old, "
        "restore the old version, back to the old, back to the previous, back to normal state, down migration, "
        "^down$, take it back, take * back, on failure, on failures, ^on error, failure handling, error handling, "
        "failure procedure*, failure scenario*, ^downgrade, ^failback, ^fail back, exit strategy, escape hatch, "
        "emergency exit, safety net, disable the new, back to square one, restore the previous version, restore the "
        "previous release, restore the previous state, restore the previous image, restore the previous deployment, "
        "restore the previous schema, restore the previous database, restore the original database, restore the "
        "original schema, restore the original state, restore the old state, restore the old database",
    .returns = "restore the previous, restore the original, restore the old",
    .recovery =
        "recover from, recovering from, recovery procedure*, recovery steps, recovery step, recovery plan*, restore "
        "service, failure recovery",
    .emergency =
        "emergency, emergencies, disaster recovery, disaster, incident response, major incident, break glass, "
        "breakglass, worst case, panic, last line of defence",
    .trouble =
        "fail, fails, failed, failing, failure*, wrong, break*, broke*, error*, problem*, trouble*, issue*, crash*, "
        "stuck, hang*, hung, does not help, doesn t help, do not help, does not work, doesn t work, not work, "
        "unhealthy, unresponsive, does not come up, doesn t come up, does not come back, does not start, goes down, "
        "go south, goes south, outage*, disaster, emergency, regress*, anomal*, unexpected*, misbehav*, data loss, "
        "times out, timeout, panic*, rollback, roll back, revert, abort*, abandon*, refuse*",
    .readies =
        "prepar*, rehears*, test, tests, testing, tested, verif*, validat*, readiness, ready, practis*, "
        "practic*, ^check, ^confirm, ^create, ^take, ^save, ^record, ^document, ^write, ^define, "
        "^review, ^export, ^keep, ^note, ^agree, ^make sure, ^back up, ^backup, ^snapshot, ^store, "
        "^dump, ^copy, ^read, ^discuss, restore point, needed for, ^make a, ^make an, ^have a, ^leave",
    .denies =
        "so that, in order to, able to, so we, so you can, cannot be, can not be, can t be, could be, "
        "can be, may be, never, not, no, without",
    .condition =
        "if, ^when asked, only when, in case, in the event, ^should the, ^should it, ^should this, "
        "^should any, ^should something, unless, whenever, as needed, when needed, where needed, as "
        "required, when required, where required, when necessary, where necessary, where applicable, "
        "when applicable, as applicable, on request, upon request, on demand, as appropriate, only for, "
        "only after, at need, provided that, depending on, ^should anything, ^should there, ^should one, "
        "^should an, ^should a, ^should things, ^should your, ^should you, ^should they, ^only once, "
        "subject to, assuming, only with, where possible",
    .once = "when, once, whenever",
    .whether =
        "check, see, verify, know, find out, determine, tell, decide, ask, look, test, tests, confirm, "
        "shows, show, as, even, what",
    .optional =
        "optional*, nice to have, not required, not mandatory, not strictly needed, may be skipped, can "
        "be skipped, may skip, can skip, could be skipped, skip this, last resort, at your discretion, "
        "if desired, if you like, if you want, if you wish, if time permits, discretionary, best effort, "
        "feel free to, bonus, you may want to, you might want to, may also, might also, you may, you can "
        "also, can also, only a suggestion, if preferred, not necessary, not needed",
    .only = "only, exclusively, solely, just for, just on",
    .forbidden =
        "do not run, don t run, dont run, do not execute, don t execute, dont execute, never run, never execute, "
        "never do, never run this, not to be run, not to be executed, must not be run, should not be run, must not "
        "run, do not do, don t do, do not try, don t try, do not copy, don t copy, do not paste, no longer used, no "
        "longer needed, not used any more, for reference only, for illustration only, not for production, not in "
        "production, never in production, forbidden, prohibited, do not use in, don t use in, do not use this, don t "
        "use this, do not use on, do not apply, don t apply, not run, do not use, don t use, legacy procedure, no "
        "longer valid, never use, not recommended, do not ever, do not perform, don t perform, should never be, ^the "
        "old way, ^old way, ^old procedure, no need to run, no need to execute, not need to run, not need to "
        "execute, don t need to run, don t need to execute, need not run, need not be run, careful not to run, "
        "careful not to execute, avoid running, old command was, previously we ran, previously ran, we used to run, "
        "used to run, cron job runs, ci runs, ci executes, the pipeline runs, pipeline executes",
    .outdated = "deprecated, obsolete, outdated, superseded, retired, historical, archived, ^legacy",
    .example =
        "^example*, example$, examples$, for example, for instance, e g, ^sample, anti pattern*, "
        "antipattern*, ^not like this, illustration, ^dont, ^don t$, ^bad, demonstration, hypothetical*, "
        "^simulat*, what not to do, how not to, ^wrong, ^incorrect, ^worse, for demonstration*, "
        "demonstration purposes, for illustration, illustrative, sample command*, example of, an "
        "example, ^don t, this is what not to do, not to do, ^mistake*, ^antipattern*",
    .instance = "for example, for instance, e g",
    .halt = "stop, halt, pause, hold, wait, hold point, stop here, full stop",
    .pause = "^wait, ^then wait, ^now wait, ^pause for, ^hold for",
    .stop =
        "do not continue, don t continue, do not proceed, don t proceed, do not go on, don t go on, do "
        "not go further, do not go any further, do not move on, don t move on, do not advance, must not "
        "continue, must not proceed, cannot proceed, cannot continue, never continue, never proceed, "
        "stop here, stop now, pause here, halt here, hold here, wait here, before continuing, before "
        "proceeding, before you continue, before you proceed, before you go on, before going on, before "
        "moving on, before going further, before going ahead, proceed only, continue only, only proceed, "
        "only continue, only then, hold until, pause until, wait until, stop until, stop if, stop and "
        "wait, pause and wait, do not start until, do not go past, nobody goes on, no one continues, "
        "hold on until, hold off until, do not touch, do not continue until, halt until, wait for "
        "confirmation, wait for the go, get confirmation, until * confirms, until * has confirmed, until "
        "* agrees, until * approves",
    .approval =
        "approval*, approve*, approving, approver*, sign off, signoff, signed off, sign offs, go ahead, "
        "green light, greenlight, authoriz*, authoris*, four eyes, second pair of eyes, go no go, go or "
        "no go, decision go",
    .waits =
        "wait*, get, obtain*, requir*, must, until, ask*, request*, without, before, collect, seek, "
        "awaits, pending, needed, needs, required from",
    .way =
        "option, scenario, alternative, variant, method, approach, case, way, choice, possibility, path, "
        "route, plan, solution",
    .means = "using, with, without, via, through, by using, by means of, by hand, manually, automatically",
    .otherwise =
        "or, or else, or instead, alternatively, as an alternative, otherwise, instead, another way, "
        "another option, or rather, or simply",
    .choose =
        "choose one, pick one, select one, one of the following, one of these, either of, choose "
        "between, choose from, pick from, choose a, pick a, select a, choose the, pick the, any of the "
        "following, two ways, three ways, several ways, two options, three options, ways to",
    .step = "step",
    .expected =
        "expected*, expect, should be, should return, should show, should print, must be, must return, "
        "must show, must print, you should see, it should print, should output, should read, should say, "
        "should give, should report, you will see, you ll see, you should get, expected output, expected "
        "result, ought to be",
    .shows =
        "output*, result*, response, returns, prints, shows, sample output, example output, looks like "
        "this, it prints, you get, gives",
    .prints =
        "output$, outputs$, ^output of, prints$, print$, look like this$, looks like this$, response$, you get$, you "
        "will see$, returns$, prints the following$, shows the following$",
    .apart =
        "contacts, contact list, escalation, reference*, glossary, changelog, change log, revision "
        "history, further reading, see also, faq",
};

}  // namespace runbook
