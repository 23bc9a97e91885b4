// The shim: every file method goes through to the system's file, writes and syncs past the plan.
#include "tests/fakes/fault_vfs.h"

#include <cstring>
#include <fstream>
#include <new>

#include <sqlite3.h>

#include "core/base/check.h"

namespace lobby::tests {
namespace {

// SQLite allocates this and the system's file behind it.
struct FaultFile {
  sqlite3_file base;
  FaultVfs* vfs;
  const char* path;  // SQLite keeps it alive while the file is open; null for temporary files

  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

FaultFile* of(sqlite3_file* file) {
  return reinterpret_cast<FaultFile*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
  return of(file)->real();
}

int close_file(sqlite3_file* file) {
  return real(file)->pMethods->xClose(real(file));
}

int read_file(sqlite3_file* file, void* data, int size, sqlite3_int64 offset) {
  return real(file)->pMethods->xRead(real(file), data, size, offset);
}

int write_file(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  bool torn = false;
  const int fault = of(file)->vfs->before_write(torn);
  if (fault != SQLITE_OK) {
    if (torn) {
      (void)real(file)->pMethods->xWrite(real(file), data, size / 2, offset);
    }
    return fault;
  }
  return real(file)->pMethods->xWrite(real(file), data, size, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  bool torn = false;
  const int fault = of(file)->vfs->before_write(torn);
  return fault != SQLITE_OK ? fault : real(file)->pMethods->xTruncate(real(file), size);
}

int sync_file(sqlite3_file* file, int flags) {
  int result = of(file)->vfs->before_sync();
  if (result == SQLITE_OK) {
    result = real(file)->pMethods->xSync(real(file), flags);
  }
  if (result == SQLITE_OK && of(file)->path != nullptr) {
    of(file)->vfs->synced(of(file)->path);
  }
  return result;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int lock_file(sqlite3_file* file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}
int unlock_file(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}
int check_lock(sqlite3_file* file, int* reserved) {
  return real(file)->pMethods->xCheckReservedLock(real(file), reserved);
}
int control_file(sqlite3_file* file, int operation, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int sector_size(sqlite3_file* file) {
  return real(file)->pMethods->xSectorSize(real(file));
}
int characteristics(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** data) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, data);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void barrier_shared(sqlite3_file* file) {
  real(file)->pMethods->xShmBarrier(real(file));
}
int unmap_shared(sqlite3_file* file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}

constexpr sqlite3_io_methods methods = {
    2,
    close_file,
    read_file,
    write_file,
    truncate_file,
    sync_file,
    file_size,
    lock_file,
    unlock_file,
    check_lock,
    control_file,
    sector_size,
    characteristics,
    map_shared,
    lock_shared,
    barrier_shared,
    unmap_shared,
    nullptr,
    nullptr,
};

FaultVfs& owner(sqlite3_vfs* vfs) {
  return *static_cast<FaultVfs*>(vfs->pAppData);
}

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out) {
  sqlite3_vfs* system = owner(vfs).system();
  auto* fault_file = ::new (static_cast<void*>(file)) FaultFile{{nullptr}, &owner(vfs), path};
  fault_file->real()->pMethods = nullptr;
  const int result = system->xOpen(system, path, fault_file->real(), flags, out);
  if (fault_file->real()->pMethods != nullptr) {
    fault_file->base.pMethods = &methods;
  }
  return result;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int sync_directory) {
  sqlite3_vfs* system = owner(vfs).system();
  const int result = system->xDelete(system, path, sync_directory);
  if (result == SQLITE_OK) {
    owner(vfs).removed(path);
  }
  return result;
}

int last_error(sqlite3_vfs*, int, char*) {
  return 0;
}

Bytes contents_of(const std::string& path) {
  std::ifstream input(path, std::ios::binary | std::ios::ate);
  Bytes contents(input ? static_cast<std::size_t>(input.tellg()) : 0);
  input.seekg(0);
  input.read(reinterpret_cast<char*>(contents.data()),
             static_cast<std::streamsize>(contents.size()));
  return contents;
}

}  // namespace

FaultVfs::FaultVfs(Memory memory)
    : remembers_(memory == Memory::synced_files),
      name_("lobby-fault"),
      system_(sqlite3_vfs_find(nullptr)) {
  CHECK(system_ != nullptr);
  shim_ = std::make_unique<sqlite3_vfs>(*system_);
  shim_->pNext = nullptr;
  shim_->zName = name_.c_str();
  shim_->pAppData = this;
  shim_->szOsFile = static_cast<int>(sizeof(FaultFile)) + system_->szOsFile;
  shim_->xOpen = open_file;
  shim_->xDelete = delete_file;
  shim_->xGetLastError = last_error;
  CHECK(sqlite3_vfs_register(shim_.get(), 0) == SQLITE_OK);
}

FaultVfs::~FaultVfs() {
  sqlite3_vfs_unregister(shim_.get());
}

void FaultVfs::plan(const Plan& plan) {
  const std::lock_guard lock(mutex_);
  plan_ = plan;
  counts_ = {};
  struck_ = false;
}

bool FaultVfs::struck() const {
  const std::lock_guard lock(mutex_);
  return struck_;
}

FaultVfs::Counts FaultVfs::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

int FaultVfs::strike(std::int64_t count, std::int64_t at) {
  const bool now = (at > 0 && count == at) || (struck_ && plan_.lasting);
  if (!now) {
    return SQLITE_OK;
  }
  struck_ = true;
  switch (plan_.fault) {
    case Fault::disk_full:
      return SQLITE_FULL;
    case Fault::input_output:
      return SQLITE_IOERR_WRITE;
    case Fault::read_only:
      return SQLITE_READONLY;
  }
  return SQLITE_OK;
}

int FaultVfs::before_write(bool& torn) {
  const std::lock_guard lock(mutex_);
  torn = plan_.torn;
  return strike(++counts_.writes, plan_.write);
}

int FaultVfs::before_sync() {
  const std::lock_guard lock(mutex_);
  return strike(++counts_.syncs, plan_.sync);
}

void FaultVfs::synced(const std::string& path) {
  if (!remembers_) {
    return;
  }
  Bytes contents = contents_of(path);
  const std::lock_guard lock(mutex_);
  durable_[path] = std::move(contents);
}

void FaultVfs::removed(const std::string& path) {
  const std::lock_guard lock(mutex_);
  durable_.erase(path);
}

void FaultVfs::power_cut_copy(const std::string& path, const std::string& target) const {
  const std::lock_guard lock(mutex_);
  for (const char* suffix : {"", "-wal"}) {
    const auto found = durable_.find(path + suffix);
    if (found == durable_.end()) {
      continue;
    }
    std::ofstream output(target + suffix, std::ios::binary);
    output.write(reinterpret_cast<const char*>(found->second.data()),
                 static_cast<std::streamsize>(found->second.size()));
  }
}

}  // namespace lobby::tests
