// Goal: real processes under real faults lose no guest and sell no unit twice. Method: a real
// lobby-server, three kiosks and a desk without windows, each a process, joined by a proxy that
// harms connections; all are killed at random, disks fail, one kiosk's disk is copied, the server
// is put back to a backup; then faults stop, everything must drain, and server, journals and desk
// are held against each other. Exit status 1 on a violation.
//   fault_run [--minutes N] [--seed N] [--engine sqlite|postgres]
#include <chrono>
#include <cstdio>
#include <cstring>
#include <list>
#include <random>
#include <ranges>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <vector>

#include "app/common/device_settings.h"
#include "platform/system/process.h"
#include "tests/fakes/rig.h"
#include "tests/fakes/store_facts.h"
#include "tests/fault/run_child.h"
#include "tests/fault/run_house.h"
#include "tests/fault/run_proxy.h"
#include "tests/fault/run_reckoning.h"
#include "tests/sim/random.h"

namespace lobby::fault {
namespace {

namespace fs = std::filesystem;
using protocol::DeviceRole;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr auto drain_within = std::chrono::seconds(150);
constexpr auto look_every = milliseconds(50);
constexpr int kiosks = 3;
constexpr std::size_t named_max = 20;

struct RunOrder {
  double minutes = 5.0;
  std::uint64_t seed = std::random_device{}();
  Engine engine = Engine::sqlite;
};

class FaultRun {
 public:
  explicit FaultRun(const RunOrder& order)
      : minutes_(order.minutes),
        engine_(order.engine),
        random_(order.seed),
        house_(engine_),
        proxy_(start_server(), random_.next_long()) {
    for (int number = 1; number <= kiosks; ++number) {
      enrol("Kiosk " + std::to_string(number), DeviceRole::kiosk,
            "kiosk-" + std::to_string(number));
    }
    enrol("Desk 1", DeviceRole::desk, "desk-1");
  }

  int run() {
    proxy_.set_harmful(false);
    drain();  // which needs the first contact
    proxy_.set_harmful(true);
    work();
    heal();
    drain();
    return report();
  }

 private:
  std::uint16_t start_server() {
    house_.server().start();
    return house_.server().port();
  }
  void enrol(const std::string& name, DeviceRole role, const std::string& directory) {
    const fs::path data = root_.path() / directory;
    tests::enrol_device(house_.server(), name, role, data);
    auto settings = load_settings(data);
    if (!settings) {
      throw std::runtime_error(to_string(settings.error()));
    }
    settings->server_url = "https://127.0.0.1:" + std::to_string(proxy_.port());
    if (const Status saved = save_settings(data, *settings); !saved) {
      throw std::runtime_error(to_string(saved.error()));
    }
    devices_.emplace_back(ChildOrder{role, data, 0, Mode::work});
  }

  void work() {
    const auto began = Clock::now();
    const auto length = std::chrono::duration<double>(minutes_ * 60.0);
    auto next_fault = began;
    start_all(Mode::work);
    while (Clock::now() - began < length) {
      if (!copied_ && Clock::now() - began > length / 3) {
        copy_a_disk();
      }
      if (!backed_up_ && Clock::now() - began > length * 0.4) {
        back_up();
      }
      if (!restored_ && Clock::now() - began > length * 0.6) {
        put_backup_back();
      }
      if (Clock::now() >= next_fault) {
        harm();
        next_fault = Clock::now() + milliseconds(random_.between(100, 1'500));
      }
      for (Child& device : devices_) {
        look_after(device);
      }
      std::this_thread::sleep_for(look_every);
    }
  }
  void start_all(Mode mode) {
    for (Child& device : devices_) {
      device.start(random_.next_long(), mode);
    }
  }
  // One that ended by itself is started again; it may end so only because it was told to.
  void look_after(Child& device) {
    if (const auto status = device.ended()) {
      violated(device.order().data.filename().string() + " ended by itself with status " +
               std::to_string(*status));
      device.start(random_.next_long(), Mode::work);
    }
  }
  void harm() {
    switch (random_.below(6)) {
      case 0:
        kill_server();
        return;
      case 1:
        proxy_.part(true);
        parted_ += 1;
        std::this_thread::sleep_for(milliseconds(random_.between(100, 2'000)));
        proxy_.part(false);
        return;
      default:
        kill_device();
        return;
    }
  }
  void kill_server() {
    house_.server().kill();
    kills_ += 1;
    std::this_thread::sleep_for(milliseconds(random_.between(0, 1'000)));
    house_.server().start();
  }
  void kill_device() {
    auto device = devices_.begin();
    std::advance(device, random_.below(devices_.size()));
    device->kill();
    kills_ += 1;
    std::this_thread::sleep_for(milliseconds(random_.between(0, 300)));
    device->start(random_.next_long(), Mode::work);
  }
  // A second machine goes on with what the first one had at that moment.
  void copy_a_disk() {
    copied_ = true;
    Child& original = devices_.front();
    original.kill();
    const fs::path copy = root_.path() / "kiosk-1-copy";
    fs::copy(original.order().data, copy, fs::copy_options::recursive);
    original.start(random_.next_long(), Mode::work);
    devices_.emplace_back(ChildOrder{DeviceRole::kiosk, copy, 0, Mode::work});
    devices_.back().start(random_.next_long(), Mode::work);
  }

  void back_up() {
    backed_up_ = true;
    house_.back_up(backup());
  }
  void put_backup_back() {
    restored_ = true;
    house_.put_back(backup());
  }
  fs::path backup() const { return root_.path() / "backup"; }

  void heal() {
    proxy_.part(false);
    proxy_.set_harmful(false);
    for (Child& device : devices_) {
      device.kill();
    }
    kills_ += 1;
    house_.server().kill();
    house_.server().start();
  }
  // Kiosks first: then the desk has seen every guest.
  void drain() {
    for (const DeviceRole role : {DeviceRole::kiosk, DeviceRole::desk}) {
      for (Child& device : devices_) {
        if (device.order().role == role) {
          device.start(random_.next_long(), Mode::drain);
        }
      }
      const auto until = Clock::now() + drain_within;
      for (Child& device : devices_) {
        wait_for(device, until);
      }
    }
  }
  void wait_for(Child& device, Clock::time_point until) {
    while (device.running()) {
      const auto status = device.ended();
      const std::string name = device.order().data.filename().string();
      if (status) {
        if (*status != 0) {
          violated(name + " ended with status " + std::to_string(*status) + ", not drained");
        }
      } else if (Clock::now() > until) {
        violated(name + " does not drain");
        device.kill();
      }
      std::this_thread::sleep_for(look_every);
    }
  }

  int report() {
    const tests::ProgramResult audit =
        tests::run_server_program({"audit", "--data", house_.server().data().string()});
    std::printf("%s", audit.output.c_str());
    if (audit.status != 0) {
      violated("the audit is not clean");
    }
    const tests::ProgramResult chain =
        tests::run_server_program({"audit", "--chain", "--data", house_.server().data().string()});
    std::printf("%s", chain.output.c_str());
    if (chain.status != 0) {
      violated("the journal is not whole");
    }
    const Reckoning reckoning = reckon(root_.path(), root_.path() / "desk-1", *house_.open_store());
    violations_.insert(violations_.end(), reckoning.violations.begin(), reckoning.violations.end());
    for (const std::string& violation : violations_ | std::views::take(named_max)) {
      std::printf("fault: %s\n", violation.c_str());
    }
    std::string harms;
    std::int64_t harmed = parted_;
    const auto counts = proxy_.done();
    for (std::size_t harm = 1; harm < harm_count; ++harm) {
      harms +=
          std::to_string(counts[harm]) + " " + std::string(name_of(static_cast<Harm>(harm))) + ", ";
      harmed += counts[harm];
    }
    std::printf(
        "fault: %.1f minutes on %s, %lld guests (%lld requests, %lld in conflict), %lld kills,"
        " %lld proxy faults (%s%lld parted), 1 disk copied, 1 restore, %lld staff tasks,"
        " %zu violations\n",
        minutes_, std::string(name_of(engine_)).c_str(),
        static_cast<long long>(reckoning.confirmed + reckoning.requests),
        static_cast<long long>(reckoning.requests), static_cast<long long>(reckoning.conflicts),
        static_cast<long long>(kills_), static_cast<long long>(harmed), harms.c_str(),
        static_cast<long long>(parted_), static_cast<long long>(reckoning.tasks),
        violations_.size());
    return violations_.empty() && reckoning.confirmed > 0 ? 0 : 1;
  }

  void violated(std::string what) { violations_.push_back(std::move(what)); }

  const double minutes_;
  const Engine engine_;
  sim::Random random_;
  tests::ScratchDirectory root_;
  FaultHouse house_;
  Proxy proxy_;
  std::list<Child> devices_;
  bool copied_ = false;
  bool backed_up_ = false;
  bool restored_ = false;
  std::int64_t kills_ = 0;
  std::int64_t parted_ = 0;
  std::vector<std::string> violations_;
};

int run_device(char** words) {
  const ChildOrder order{std::strcmp(words[0], "desk") == 0 ? DeviceRole::desk : DeviceRole::kiosk,
                         words[1], std::stoull(words[2]),
                         std::strcmp(words[3], "work") == 0 ? Mode::work : Mode::drain};
  return order.role == DeviceRole::desk ? run_desk(order) : run_kiosk(order);
}

int run_faults(int argc, char** argv) {
  RunOrder order;
  for (int at = 1; at < argc; at += 2) {
    const std::string_view name = argv[at];
    const std::string value = at + 1 < argc ? argv[at + 1] : "";
    if (name == "--minutes" && !value.empty()) {
      order.minutes = std::stod(value);
    } else if (name == "--seed" && !value.empty()) {
      order.seed = std::stoull(value);
    } else if (name == "--engine" && (value == "sqlite" || value == "postgres")) {
      order.engine = value == "sqlite" ? Engine::sqlite : Engine::postgres;
    } else {
      std::fprintf(stderr,
                   "usage: fault_run [--minutes N] [--seed N] [--engine sqlite|postgres]\n");
      return 2;
    }
  }
  std::printf("fault: seed %llu\n", static_cast<unsigned long long>(order.seed));
  std::fflush(stdout);
  return FaultRun(order).run();
}

}  // namespace
}  // namespace lobby::fault

int main(int argc, char** argv) {
  lobby::system::ignore_sigpipe();
  const bool is_device = argc == 6 && std::strcmp(argv[1], "device") == 0;
  try {
    return is_device ? lobby::fault::run_device(argv + 2) : lobby::fault::run_faults(argc, argv);
  } catch (const std::exception& trouble) {
    std::fprintf(stderr, "fault_run: %s: %s\n", is_device ? argv[3] : "run", trouble.what());
    return 3;
  }
}
