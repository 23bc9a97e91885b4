// What volumes hold, and what is left of it after a power cut.
#include "tests/fakes/memory_disk.h"

#include <algorithm>

#include <sqlite3.h>

namespace lobby::tests {
namespace {

constexpr std::size_t sector_bytes = 512;

}  // namespace

std::size_t MemoryFile::read(std::uint8_t* data, std::size_t size, std::size_t offset) const {
  if (offset >= current_.size()) {
    return 0;
  }
  const std::size_t there = std::min(size, current_.size() - offset);
  std::copy_n(current_.begin() + static_cast<std::ptrdiff_t>(offset), there, data);
  return there;
}

void MemoryFile::apply(Bytes& bytes, const Change& change) {
  if (change.truncate) {
    bytes.resize(change.offset);
    return;
  }
  bytes.resize(std::max(bytes.size(), change.offset + change.data.size()));
  std::ranges::copy(change.data, bytes.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

void MemoryFile::write(const std::uint8_t* data, std::size_t size, std::size_t offset) {
  pending_.push_back({offset, Bytes(data, data + size), false});
  apply(current_, pending_.back());
}

void MemoryFile::truncate(std::size_t size) {
  pending_.push_back({size, {}, true});
  apply(current_, pending_.back());
}

void MemoryFile::sync() {
  for (const Change& change : pending_) {
    apply(durable_, change);
  }
  pending_.clear();
}

MemoryFile::Loss MemoryFile::cut_power(const std::function<std::uint32_t()>& random) {
  Loss loss;
  for (Change& change : pending_) {
    const std::uint32_t fate = random() % 4;
    if (fate == 0) {
      loss.lost += 1;
      continue;
    }
    if (fate == 1 && change.data.size() > sector_bytes) {
      loss.torn += 1;
      change.data.resize(sector_bytes * (1 + random() % (change.data.size() / sector_bytes)));
    }
    apply(durable_, change);
  }
  pending_.clear();
  current_ = durable_;
  return loss;
}

void MemoryFile::load(Bytes bytes) {
  durable_ = bytes;
  current_ = std::move(bytes);
  pending_.clear();
}

MemoryFile::Loss Volume::restart(const std::function<std::uint32_t()>* random) {
  MemoryFile::Loss sum;
  for (auto& [suffix, file] : files_) {
    if (random != nullptr) {
      const MemoryFile::Loss loss = file.cut_power(*random);
      sum.lost += loss.lost;
      sum.torn += loss.torn;
    }
  }
  shared_.clear();
  off_ = false;
  off_at_ = 0;
  return sum;
}

Volume::Image Volume::image() const {
  Image image;
  for (const auto& [suffix, file] : files_) {
    image[suffix] = file.bytes();
  }
  return image;
}

void Volume::load(const Image& image) {
  files_.clear();
  shared_.clear();
  for (const auto& [suffix, bytes] : image) {
    files_[suffix].load(bytes);
  }
}

bool Volume::goes_off() {
  if (off_at_ > 0 && --off_at_ == 0) {
    off_ = true;
  }
  return off_;
}

int Volume::strike(std::int64_t count, std::int64_t at) {
  if (!((at > 0 && count == at) || (struck_ && plan_.lasting))) {
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

int Volume::before_write(bool& torn) {
  torn = plan_.torn && !off_;
  if (goes_off()) {
    torn = false;
    return SQLITE_IOERR_WRITE;
  }
  return strike(++seen_.writes, plan_.write);
}

int Volume::before_sync() {
  return goes_off() ? SQLITE_IOERR_FSYNC : strike(++seen_.syncs, plan_.sync);
}

Volume& MemoryDisk::volume(const std::string& path) {
  std::unique_ptr<Volume>& volume = volumes_[path];
  if (volume == nullptr) {
    volume = std::make_unique<Volume>();
  }
  return *volume;
}

}  // namespace lobby::tests
