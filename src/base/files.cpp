#include "base/files.h"

#include <array>
#include <errno.h>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/error.h"

namespace base {

static std::string reason() {
  return ::strerror(errno);
}

namespace {

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool ok() const { return number_ >= 0; }

 private:
  int number_;
};

}  // namespace

static Descriptor open_to_read(const fs::path& path) {
  return Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

static Error cannot(std::string_view verb, const fs::path& path) {
  const std::string why = reason();
  const std::string hint = errno == ENOENT ? "Check the path; it is taken relative to the current directory."
                                           : "Check that the file may be accessed by this user.";
  return {Code::file, fmt::format("cannot {} {}: {}", verb, path.string(), why), hint};
}

template <class Piece>
static void read_pieces(const fs::path& path, Piece&& piece) {
  const auto file = open_to_read(path);
  if (!file.ok()) throw cannot("read", path);
  std::array<char, 1 << 16> buffer;  // not cleared: with small files that would be most of the work
  for (;;) {
    const auto got = ::read(file.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw cannot("read", path);
    if (got == 0) return;
    piece(std::string_view(buffer.data(), static_cast<std::size_t>(got)));
  }
}

std::string read_file(const fs::path& path) {
  std::string content;
  read_pieces(path, [&](std::string_view piece) { content += piece; });
  return content;
}

static void write_all(int descriptor, std::string_view content, const fs::path& path) {
  while (!content.empty()) {
    const auto put = ::write(descriptor, content.data(), content.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) throw cannot("write", path);
    content.remove_prefix(static_cast<std::size_t>(put));
  }
}

void write_file(const fs::path& path, std::string_view content, unsigned mode) {
  std::error_code ignored;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), ignored);
  std::string next = path.string() + ".XXXXXX";
  const Descriptor file(::mkostemp(next.data(), O_CLOEXEC));
  if (!file.ok()) throw cannot("write", path);
  try {
    write_all(file.get(), content, path);
    if (::fchmod(file.get(), mode) != 0 || ::fsync(file.get()) != 0) throw cannot("write", path);
    if (::rename(next.c_str(), path.c_str()) != 0) throw cannot("write", path);
  } catch (...) {
    ::unlink(next.c_str());
    throw;
  }
}

namespace {

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
  void add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(context_.get(), digest.data(), &length);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (unsigned i = 0; i < length; ++i) {
      out += digits[digest.at(i) >> 4U];
      out += digits[digest.at(i) & 0xFU];
    }
    return out;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string sha256(std::string_view bytes) {
  Sha256 sum;
  sum.add(bytes);
  return sum.hex();
}

static std::string digest(std::string_view bytes, const EVP_MD* kind) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, kind, nullptr);
  std::string text;
  for (unsigned at = 0; at < length; ++at) text += fmt::format("{:02x}", out[at]);
  return text;
}

std::string sha1(std::string_view bytes) {
  return digest(bytes, EVP_sha1());
}

std::string sha384(std::string_view bytes) {
  return digest(bytes, EVP_sha384());
}

// The polynomial of IEEE 802.3, lowest bit first.
std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t sum = 0xffffffffU;
  for (const char c : bytes) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xedb88320U : 0U);
  }
  return ~sum;
}

std::string sha256_of_file(const fs::path& path) {
  Sha256 sum;
  read_pieces(path, [&](std::string_view piece) { sum.add(piece); });
  return sum.hex();
}

TemporaryFolder::TemporaryFolder(std::string_view prefix) {
  std::string pattern = (fs::temp_directory_path() / fmt::format("{}-XXXXXX", prefix)).string();
  if (!::mkdtemp(pattern.data())) throw cannot("make a temporary folder", pattern);
  path_ = pattern;
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::move(other.path_)) {
  other.path_.clear();
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

DiskSpace disk_space(const fs::path& path) {
  struct statvfs found{};
  if (::statvfs(path.c_str(), &found) != 0) throw cannot("ask the disk space of", path);
  const auto block = static_cast<long long>(found.f_frsize);
  return {.free_bytes = static_cast<long long>(found.f_bavail) * block,
          .total_bytes = static_cast<long long>(found.f_blocks) * block};
}

}  // namespace base
