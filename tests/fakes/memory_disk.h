// A SQLite VFS whose files are in memory, for machines that are killed: every volume (a database
// and its log) knows what a sync made durable and which writes came after it, so that a power cut
// can lose or tear them. Faults are planned as on FaultVfs. One connection on a volume at a time.
// One thread; one MemoryDisk of a name at a time, alive until every database on it is closed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "tests/fakes/fault_vfs.h"

namespace lobby::tests {

class MemoryFile {
 public:
  std::size_t size() const { return current_.size(); }
  // The bytes that were there; less than `size` at the end of the file.
  std::size_t read(std::uint8_t* data, std::size_t size, std::size_t offset) const;
  void write(const std::uint8_t* data, std::size_t size, std::size_t offset);
  void truncate(std::size_t size);
  void sync();

  struct Loss {
    std::int64_t lost = 0;
    std::int64_t torn = 0;
  };
  // Writes since the last sync are kept, lost, or kept up to a sector.
  Loss cut_power(const std::function<std::uint32_t()>& random);

  const Bytes& bytes() const { return current_; }
  void load(Bytes bytes);

 private:
  struct Change {
    std::size_t offset = 0;
    Bytes data;
    bool truncate = false;
  };
  static void apply(Bytes& bytes, const Change& change);

  Bytes current_;
  Bytes durable_;
  std::vector<Change> pending_;
};

// One database and its log.
class Volume {
 public:
  using Image = std::map<std::string, Bytes>;  // by suffix: "", "-wal"

  void plan(const FaultVfs::Plan& plan) {
    plan_ = plan;
    seen_ = {};
    struck_ = false;
  }
  void heal() { plan({}); }
  bool struck() const { return struck_; }

  // The machine goes off at the n-th write or sync from now, before it happens.
  void power_off_at(std::int64_t step) { off_at_ = step; }
  bool off() const { return off_; }
  void power_off() { off_ = true; }
  // On again; with `random` as after a power cut, without as after the end of the program alone.
  MemoryFile::Loss restart(const std::function<std::uint32_t()>* random);

  Image image() const;
  void load(const Image& image);
  bool has(const std::string& suffix) const { return files_.contains(suffix); }

  // For the file methods.
  MemoryFile& file(const std::string& suffix) { return files_[suffix]; }
  void remove(const std::string& suffix) { files_.erase(suffix); }
  int before_write(bool& torn);
  int before_sync();
  // Shared memory of the log's index.
  std::vector<std::unique_ptr<Bytes>>& shared() { return shared_; }

 private:
  int strike(std::int64_t count, std::int64_t at);
  bool goes_off();

  std::map<std::string, MemoryFile> files_;
  std::vector<std::unique_ptr<Bytes>> shared_;
  FaultVfs::Plan plan_;
  FaultVfs::Counts seen_;
  bool struck_ = false;
  std::int64_t off_at_ = 0;
  bool off_ = false;
};

class MemoryDisk {
 public:
  MemoryDisk();
  ~MemoryDisk();
  MemoryDisk(const MemoryDisk&) = delete;
  MemoryDisk& operator=(const MemoryDisk&) = delete;

  const std::string& name() const { return name_; }
  // The volume of a database path; made when there is none.
  Volume& volume(const std::string& path);
  void clear() { volumes_.clear(); }
  sqlite3_vfs* system() const { return system_; }

 private:
  std::string name_;
  sqlite3_vfs* system_ = nullptr;
  std::unique_ptr<sqlite3_vfs> shim_;
  std::map<std::string, std::unique_ptr<Volume>> volumes_;
};

}  // namespace lobby::tests
