// The file methods that SQLite calls. Locks are always given: one connection at a time.
#include <algorithm>
#include <cstring>
#include <new>

#include <sqlite3.h>

#include "core/base/check.h"
#include "tests/fakes/memory_disk.h"

namespace lobby::tests {
namespace {

// SQLite allocates this.
struct OpenFile {
  sqlite3_file base;
  Volume* volume;
  const char* suffix;  // of the database's path: "", "-wal", "-journal"

  MemoryFile& data() const { return volume->file(suffix); }
};

OpenFile& of(sqlite3_file* file) {
  return *reinterpret_cast<OpenFile*>(file);
}

int close_file(sqlite3_file*) {
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* data, int size, sqlite3_int64 offset) {
  const auto wanted = static_cast<std::size_t>(size);
  const std::size_t there = of(file).data().read(static_cast<std::uint8_t*>(data), wanted,
                                                 static_cast<std::size_t>(offset));
  if (there == wanted) {
    return SQLITE_OK;
  }
  std::memset(static_cast<std::uint8_t*>(data) + there, 0, wanted - there);
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  bool torn = false;
  const int fault = of(file).volume->before_write(torn);
  const int written = fault == SQLITE_OK ? size : (torn ? size / 2 : 0);
  if (written > 0) {
    of(file).data().write(static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(written),
                          static_cast<std::size_t>(offset));
  }
  return fault;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  bool torn = false;
  const int fault = of(file).volume->before_write(torn);
  if (fault == SQLITE_OK) {
    of(file).data().truncate(static_cast<std::size_t>(size));
  }
  return fault;
}

int sync_file(sqlite3_file* file, int) {
  const int fault = of(file).volume->before_sync();
  if (fault == SQLITE_OK) {
    of(file).data().sync();
  }
  return fault;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(of(file).data().size());
  return SQLITE_OK;
}
int lock_file(sqlite3_file*, int) {
  return SQLITE_OK;
}
int check_lock(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int control_file(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file*) {
  return 512;
}
int characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** data) {
  auto& shared = of(file).volume->shared();
  const auto index = static_cast<std::size_t>(region);
  if (index >= shared.size() && extend == 0) {
    *data = nullptr;
    return SQLITE_OK;
  }
  while (shared.size() <= index) {
    shared.push_back(std::make_unique<Bytes>(static_cast<std::size_t>(size)));
  }
  *data = shared[index]->data();
  return SQLITE_OK;
}
int lock_shared(sqlite3_file*, int, int, int) {
  return SQLITE_OK;
}
void barrier_shared(sqlite3_file*) {}
int unmap_shared(sqlite3_file* file, int) {
  of(file).volume->shared().clear();
  return SQLITE_OK;
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
    lock_file,
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

MemoryDisk& disk_of(sqlite3_vfs* vfs) {
  return *static_cast<MemoryDisk*>(vfs->pAppData);
}

struct Place {
  Volume& volume;
  const char* suffix;
};

Place place_of(sqlite3_vfs* vfs, std::string path) {
  const char* suffix = "";
  for (const char* known : {"-wal", "-journal"}) {
    if (path.ends_with(known)) {
      suffix = known;
      path.resize(path.size() - std::strlen(known));
    }
  }
  return {disk_of(vfs).volume(path), suffix};
}

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out) {
  file->pMethods = nullptr;
  if (path == nullptr) {
    return SQLITE_CANTOPEN;  // temporary files: the stores keep theirs in memory
  }
  const Place place = place_of(vfs, path);
  if (place.volume.off()) {
    return SQLITE_CANTOPEN;
  }
  ::new (static_cast<void*>(file)) OpenFile{{&methods}, &place.volume, place.suffix};
  (void)of(file).data();
  if (out != nullptr) {
    *out = flags;
  }
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int) {
  const Place place = place_of(vfs, path);
  if (place.volume.off()) {
    return SQLITE_IOERR_DELETE;
  }
  place.volume.remove(place.suffix);
  return SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* path, int, int* there) {
  const Place place = place_of(vfs, path);
  *there = place.volume.has(place.suffix) ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", path);
  return SQLITE_OK;
}

// The same bytes in every run: they only salt the log.
int random_bytes(sqlite3_vfs*, int size, char* out) {
  std::fill_n(out, size, '\x5A');
  return size;
}

int last_error(sqlite3_vfs*, int, char*) {
  return 0;
}

}  // namespace

MemoryDisk::MemoryDisk() : name_("lobby-memory"), system_(sqlite3_vfs_find(nullptr)) {
  CHECK(system_ != nullptr);
  shim_ = std::make_unique<sqlite3_vfs>(*system_);
  shim_->pNext = nullptr;
  shim_->zName = name_.c_str();
  shim_->pAppData = this;
  shim_->szOsFile = static_cast<int>(sizeof(OpenFile));
  shim_->xOpen = open_file;
  shim_->xDelete = delete_file;
  shim_->xAccess = access_file;
  shim_->xFullPathname = full_path;
  shim_->xRandomness = random_bytes;
  shim_->xGetLastError = last_error;
  CHECK(sqlite3_vfs_register(shim_.get(), 0) == SQLITE_OK);
}

MemoryDisk::~MemoryDisk() {
  sqlite3_vfs_unregister(shim_.get());
}

}  // namespace lobby::tests
