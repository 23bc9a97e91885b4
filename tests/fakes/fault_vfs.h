// A SQLite VFS over the system's that fails on demand: the n-th write or sync from now, once or
// until it is healed, as a full disk or an I/O error. If asked, it keeps what every file held at
// its last sync, so that a test can open what a power cut would have left.
// Any thread; one FaultVfs of a name at a time, alive until every database on it is closed.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/base/text.h"

struct sqlite3_vfs;

namespace lobby::tests {

enum class Fault : std::uint8_t { disk_full, input_output, read_only };

class FaultVfs {
 public:
  enum class Memory : std::uint8_t { nothing, synced_files };

  explicit FaultVfs(Memory memory = Memory::nothing);
  ~FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;

  // For DatabaseOptions::vfs.
  const std::string& name() const { return name_; }

  struct Plan {
    Fault fault = Fault::disk_full;
    std::int64_t write = 0;  // the n-th write (or truncate) from now fails; 0: none
    std::int64_t sync = 0;   // the n-th sync from now fails; 0: none
    bool lasting = false;    // all after it fail too, until heal()
    bool torn = false;       // half of the failing write reaches the file
  };
  void plan(const Plan& plan);
  void heal() { plan({}); }
  // Whether the planned fault has happened.
  bool struck() const;

  struct Counts {
    std::int64_t writes = 0;
    std::int64_t syncs = 0;
  };
  // Since the last plan() or heal().
  Counts counts() const;

  // Writes the files of `path`'s database (itself and its log) as a power cut would have left
  // them: what the last sync of each made durable. `target` is the copy's database path.
  void power_cut_copy(const std::string& path, const std::string& target) const;

  // For the file methods of the shim.
  int before_write(bool& torn);
  int before_sync();
  void synced(const std::string& path);
  void removed(const std::string& path);
  sqlite3_vfs* system() const { return system_; }

 private:
  int strike(std::int64_t count, std::int64_t at);

  const bool remembers_;
  std::string name_;
  sqlite3_vfs* system_ = nullptr;
  std::unique_ptr<sqlite3_vfs> shim_;
  mutable std::mutex mutex_;
  Plan plan_;
  Counts counts_;
  bool struck_ = false;
  std::map<std::string, Bytes> durable_;
};

}  // namespace lobby::tests
