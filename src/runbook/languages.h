// The catalogue of languages that runbooks are written in: the words by which a part of one says what it is for.
#pragma once

#include <span>
#include <string_view>

#include "base/catalogue.h"

namespace runbook {

/// Every list is phrases with ", " between them, in lower case and without punctuation. A word ends with * where any
/// ending will do, begins with * where any beginning will, and is * alone for any word; ^ begins a phrase that stands
/// at the beginning, and $ ends one that stands at the end. Phrases in Chinese and Japanese are found anywhere.
struct Language {
  std::string_view common = {};     // what every text in it holds: by these it is known
  std::string_view letters = {};    // that it has beyond a to z
  std::string_view rollback = {};   // the way back
  std::string_view returns = {};    // a way back, or what is put right again at the end of the work
  std::string_view recovery = {};   // what to do in an emergency, or all that the file is about
  std::string_view emergency = {};  // what to do when the worst has happened
  std::string_view trouble = {};    // what goes wrong, behind a condition: "if the load fails"
  std::string_view readies = {};    // beside a way back: it is got ready or proved, and not gone
  std::string_view denies = {};     // in front of a way back: it is not gone; of a trouble: there is none
  std::string_view condition = {};  // if, when, unless
  std::string_view once = {};       // when, which is a condition only in front of a trouble
  std::string_view whether = {};    // in front of a condition: it is a question and no condition
  std::string_view optional = {};   // may be left out
  std::string_view only = {};       // with the name of an environment: there and nowhere else
  std::string_view forbidden = {};  // not to be run
  std::string_view outdated = {};   // not to be run, where it is said of the part itself
  std::string_view example = {};    // shows something, right or wrong
  std::string_view instance = {};   // an example that may be the work itself: "for example, run"
  std::string_view halt = {};       // with a colon or an exclamation mark behind it
  std::string_view pause = {};      // tells to wait
  std::string_view stop = {};       // nobody goes on past it
  std::string_view approval = {};   // what somebody has to give
  std::string_view waits = {};      // with one of those: it is waited for
  std::string_view way = {};        // one of several, with its number or letter behind it
  std::string_view means = {};      // begins the heading of a way: what it is done with
  std::string_view otherwise = {};  // alone between two fences, or at the beginning of what stands there
  std::string_view choose = {};     // announces ways
  std::string_view step = {};       // with its number behind it
  std::string_view expected = {};   // announces what should come back
  std::string_view shows = {};      // announces what came back
  std::string_view prints = {};     // the same, whatever the fence below is called
  std::string_view apart = {};      // sections beside the work: contacts, references
};

std::span<const base::Entry<Language>> languages();

}  // namespace runbook
