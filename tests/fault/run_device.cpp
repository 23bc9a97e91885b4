// Disk faults and the loop.
#include "tests/fault/run_device.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "tests/fakes/rig.h"

namespace lobby::fault {
namespace {

constexpr auto pause = std::chrono::milliseconds(10);
constexpr std::uint32_t steps_a_disk_fault = 400;

// Every database that this process opens from now on is on the disk that fails.
void make_default(const tests::FaultVfs& disk) {
  if (sqlite3_vfs_register(sqlite3_vfs_find(disk.name().c_str()), 1) != SQLITE_OK) {
    throw std::runtime_error("the failing disk cannot be used");
  }
}

}  // namespace

FaultyDevice::FaultyDevice(const ChildOrder& order) : order_(order), random_(order.seed) {
  make_default(disk_);
  auto station =
      DeviceStation::open({.program = "lobby-" + std::string(protocol::name_of(order.role)),
                           .data = order.data,
                           .assets = tests::built_assets()});
  if (!station) {
    throw std::runtime_error(to_string(station.error()));
  }
  station_ = *std::move(station);
  station_->start_sync([] {});
}

FaultyDevice::~FaultyDevice() {
  station_->stop_sync();
}

void FaultyDevice::run(const std::function<void()>& step, const std::function<bool()>& finished) {
  while (order_.mode == Mode::work || !finished() || !sent()) {
    if (order_.mode == Mode::work && random_.one_in(steps_a_disk_fault)) {
      harm_disk();
    }
    step();
    std::this_thread::sleep_for(pause);
  }
}

// Some fail once; some stay as they are until the next, which may be none.
void FaultyDevice::harm_disk() {
  if (random_.one_in(2)) {
    disk_.heal();
    return;
  }
  tests::FaultVfs::Plan plan;
  plan.fault = random_.one_in(2) ? tests::Fault::disk_full : tests::Fault::input_output;
  plan.write = random_.between(0, 20);
  plan.sync = plan.write == 0 ? random_.between(1, 4) : 0;
  plan.lasting = random_.one_in(4);
  plan.torn = random_.one_in(2);
  disk_.plan(plan);
}

bool FaultyDevice::met_server() {
  for (const SyncNews& news : station_->news().take()) {
    met_server_ = met_server_ || news.online;
    if (news.trouble) {
      met_server_ = met_server_ || news.trouble->code == ErrorCode::device_fenced;
      std::fprintf(stderr, "%s: %s\n", order_.data.filename().c_str(),
                   to_string(*news.trouble).c_str());
    }
  }
  // Reading a catalogue takes longer than a step.
  has_offer_ = has_offer_ || (met_server_ && station_->load_offer().ok());
  return met_server_ && has_offer_;
}

bool FaultyDevice::sent() {
  const auto outbox = station_->store().outbox_summary();
  return outbox && outbox->pending == 0;
}

void write_line(const std::filesystem::path& file, const std::string& line) {
  const std::string text = line + "\n";
  const int open_file = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (open_file < 0 ||
      ::write(open_file, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    throw std::runtime_error("cannot write " + file.string());
  }
  ::close(open_file);
}

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream text(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line) && !text.eof();) {
    lines.push_back(line);
  }
  return lines;
}

}  // namespace lobby::fault
