// Files: read whole, written whole or not at all, temporary folders that go away, checksums.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace base {

namespace fs = std::filesystem;

/// The file's bytes. Throws Error{Code::file} naming the path and the system's reason.
std::string read_file(const fs::path& path);

/// Replaces `path` by a rename, so that a crash leaves the old file or the new one. Mode 0600 unless given; parent
/// folders are made. Throws Error{Code::file}.
void write_file(const fs::path& path, std::string_view content, unsigned mode = 0600);

/// Lower-case hex SHA-256.
std::string sha256(std::string_view bytes);
/// Digests that other tools keep in their tables, in lower-case hex.
std::string sha1(std::string_view bytes);
std::string sha384(std::string_view bytes);
/// CRC-32 as zlib, gzip and Java's java.util.zip.CRC32 compute it.
std::uint32_t crc32(std::string_view bytes);
/// Of a file of any size, read in pieces. Throws Error{Code::file}.
std::string sha256_of_file(const fs::path& path);

/// A folder of its own under the system's temporary folder, mode 0700, removed with everything in it at the end.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(std::string_view prefix = "lockkeeper");
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;  // empty when moved from
};

/// Free and total bytes of the file system that holds `path`. Throws Error{Code::file}.
struct DiskSpace {
  long long free_bytes = 0;  // for an ordinary user
  long long total_bytes = 0;
};
DiskSpace disk_space(const fs::path& path);

}  // namespace base
