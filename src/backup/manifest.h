// The files of a backup against their sums.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "backup/entry.h"
#include "base/files.h"

namespace backup {

/// Called now and then with the bytes read so far.
using OnBytes = std::function<void(long long)>;

/// Sums of every file below `folder` but lockkeeper.json, sorted by path. Reads in pieces. Throws Error{Code::file};
/// Error{Code::stopped} when `stop` is requested.
std::vector<File> sum_files(const base::fs::path& folder, const std::stop_token& stop = {},
                            const OnBytes& on_bytes = {});

/// What is damaged, one sentence per file: missing, of another size, with other bytes; and a description that does
/// not fit its own seal. a link in a file's
/// place, one that was not there. Empty when all is as it was written.
std::vector<std::string> find_damage(const Entry& entry, const base::fs::path& folder,
                                     const std::stop_token& stop = {}, const OnBytes& on_bytes = {});

/// Bytes of all files below `folder` as they are now; 0 where it is not there. Never throws.
long long size_of(const base::fs::path& folder);

/// Waits until `path`, a file or a folder's names, is on disk / and everything below it. Throws Error{Code::file}.
void sync(const base::fs::path& path);
void sync_with_all_below(const base::fs::path& folder);

}  // namespace backup
