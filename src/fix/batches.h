// A statement over a whole table, cut into batches along a key, each a transaction of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fix/recipe.h"

namespace fix {

/// Columns that tell every row from the others and have an index: the primary key, else a unique index over NOT NULL
/// columns.
struct BatchKey {
  std::vector<std::string> columns = {};
  std::vector<std::string> types = {};
  bool grows = false;  // a new row comes behind all others: a sequence or the clock fills it
};
std::optional<BatchKey> batch_key(const pg::Relation& table);

struct Batching {
  pg::Name table;
  BatchKey key;
  int rows = 1000;
  std::string helper;     // name of the table that says how far it came
  std::string alias;      // by which the statement calls the table, as written
  std::string statement;  // ends with WHERE or AND: the batch's range is put behind it
};

/// Three statements, to run one after the other outside a transaction: a table that says how far it came, a DO block
/// that commits with every batch, and the table's end. The block may be run again at any time: a batch and the note
/// that it is done commit together. Rows that come in after it began, beyond the last key, are left alone, as the
/// single statement would not have seen them either; where the key does not grow they may come anywhere.
std::vector<std::string> in_batches(const Batching& batching);

/// The same as a part. `does`: "fills orders.token".
Part batched_part(const Batching& batching, std::string title, std::string does);

}  // namespace fix
