// Goal: what a printer does and what ails it comes back in the words of the port, a job is taken
// back, and a printer that is away or hangs costs a moment. Method: the adapter against
// ippeveprinter, CUPS's own IPP printer, on loopback, whose print command does what a test says.
// It wants a D-Bus, where it would announce itself; it gets one of its own, with nobody on it.
#include "platform/print/spooler.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/fakes/program.h"

namespace lobby::print {
namespace {

namespace fs = std::filesystem;
using port::JobState;
using port::PrintFault;

// A socket on loopback that takes connections and says nothing, or only a number of a free port.
class Listener {
 public:
  explicit Listener(bool listens = true) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_TRUE(!listens || listen(socket_, 4) == 0);
    socklen_t size = sizeof address;
    EXPECT_EQ(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
  }
  ~Listener() { close(socket_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  int port() const { return port_; }

 private:
  int socket_;
  int port_ = 0;
};

constexpr char bus_rules[] =
    "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
    "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
    "<busconfig><listen>unix:path=BUS</listen><auth>EXTERNAL</auth>"
    "<policy context=\"default\"><allow send_destination=\"*\"/><allow own=\"*\"/>"
    "<allow eavesdrop=\"true\"/></policy>"
    "</busconfig>\n";

// Does what the file `mode` says: a fault for as long as it stands there, or a broken job.
constexpr char print_command[] =
    "#!/bin/sh\n"
    "mode() { cat \"FOLDER/mode\" 2>/dev/null; }\n"
    "was=$(mode)\n"
    "case \"$was\" in\n"
    "  broken) exit 1 ;;\n"
    "  media-* | cover-*) echo \"STATE: +$was\" >&2\n"
    "    while [ \"$(mode)\" = \"$was\" ]; do sleep 0.05; done\n"
    "    echo \"STATE: -$was\" >&2 ;;\n"
    "esac\n"
    "cp \"$1\" \"FOLDER/printed.pdf\"\n";

std::string with(std::string text, const std::string& word, const std::string& value) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) {
    text.replace(at, word.size(), value);
  }
  return text;
}

class SpoolerTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "spool");
    std::ofstream(folder_ / "bus.conf") << with(bus_rules, "BUS", bus());
    std::ofstream(folder_ / "command") << with(print_command, "FOLDER", folder_.string());
    fs::permissions(folder_ / "command", fs::perms::owner_all);
    bus_ = tests::start_program(
        {"/usr/bin/dbus-daemon", "--config-file=" + (folder_ / "bus.conf").string(), "--nofork",
         "--nopidfile"},
        folder_ / "bus.log");
    ASSERT_TRUE(soon([&] { return fs::exists(bus()); }));
    start_printer();
  }
  // Another program may take the port between the moment at which it was free and the printer's
  // own: it then ends at once.
  void start_printer() {
    constexpr int tries_max = 5;
    for (int tries = 0; tries < tries_max; ++tries) {
      port_ = free_port();
      spooler_ = spooler_of("kiosk 1");
      printer_ = tests::start_program(
          {"/usr/bin/env", "DBUS_SYSTEM_BUS_ADDRESS=unix:path=" + bus(), "/usr/sbin/ippeveprinter",
           "-p", std::to_string(port_), "-r", "off", "-n", "localhost", "-f", "application/pdf",
           "-c", (folder_ / "command").string(), "-d", (folder_ / "spool").string(), "Test"},
          folder_ / "printer.log");
      bool ended = false;
      ASSERT_TRUE(soon([&] {
        ended = ended || tests::ended_program(printer_);
        return ended || !spooler_.fault();
      })) << spooler_.detail();
      if (!ended) {
        return;
      }
      printer_ = 0;
    }
    FAIL() << "ippeveprinter starts on no port; it says:\n"
           << std::ifstream(folder_ / "printer.log").rdbuf();
  }
  void TearDown() override {
    for (const pid_t process : {printer_, bus_}) {
      if (process > 0 && !tests::ended_program(process)) {
        kill(process, SIGKILL);
        tests::wait_for_program(process);
      }
    }
    fs::remove_all(folder_);
  }

  template <class Reached>
  static bool soon(const Reached& reached) {
    for (int tries = 0; tries < 300 && !reached(); ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return reached();
  }
  void set_mode(const std::string& mode) { std::ofstream(folder_ / "mode") << mode; }
  std::string bus() const { return (folder_ / "bus").string(); }
  bool comes_to(port::JobId job, JobState state) {
    return soon([&] {
      const Result<JobState> now = spooler_.job(job);
      return now && *now == state;
    });
  }

  virtual int free_port() { return Listener().port(); }
  Spooler spooler_of(const std::string& owner) const {
    return Spooler(
        {.printer = "ipp://localhost:" + std::to_string(port_) + "/ipp/print", .owner = owner});
  }

  fs::path folder_ = fs::temp_directory_path() / ("lobby-printer-" + std::to_string(getpid()));
  int port_ = 0;
  Spooler spooler_{{.printer = {}}};
  port::LetterDocument letter_{"%PDF-1.4 a letter", 80, 212};
  pid_t bus_ = 0;
  pid_t printer_ = 0;
};

TEST_F(SpoolerTest, a_letter_is_printed_and_can_be_forgotten) {
  const Result<port::JobId> job = spooler_.submit(letter_);
  ASSERT_TRUE(job.ok()) << to_string(job.error());
  EXPECT_TRUE(comes_to(*job, JobState::done));
  EXPECT_EQ(fs::file_size(folder_ / "printed.pdf"), letter_.pdf.size());
  EXPECT_TRUE(spooler_.remove(*job).ok());
  letter_.width_mm = 210;
  letter_.height_mm = 297;
  EXPECT_TRUE(spooler_.submit(letter_).ok());
}

// ippeveprinter calls every reason a warning while it works on a job, whatever its command says.
TEST_F(SpoolerTest, what_the_printer_warns_of_is_named_until_it_is_mended) {
  struct Case {
    const char* reason;
    PrintFault fault;
  };
  for (const Case& c :
       {Case{"media-empty", PrintFault::out_of_paper}, Case{"media-jam-error", PrintFault::jammed},
        Case{"cover-open", PrintFault::cover_open}}) {
    SCOPED_TRACE(c.reason);
    set_mode(c.reason);
    const Result<port::JobId> job = spooler_.submit(letter_);
    ASSERT_TRUE(job.ok()) << to_string(job.error());
    EXPECT_TRUE(soon([&] { return !spooler_.fault() && spooler_.warning() == c.fault; }));
    set_mode("");
    EXPECT_TRUE(comes_to(*job, JobState::done));
    EXPECT_TRUE(soon([&] { return !spooler_.fault() && !spooler_.warning(); }));
  }
}

// ippeveprinter has no spool: it forgets no job that has ended, whatever it is asked, and shows a
// job that was cancelled as lost when its command is done.
TEST_F(SpoolerTest, a_purge_takes_back_what_this_device_left_and_nobody_elses) {
  set_mode("media-empty");
  const Result<port::JobId> job = spooler_.submit(letter_);
  ASSERT_TRUE(job.ok()) << to_string(job.error());
  EXPECT_TRUE(spooler_of("kiosk 2").purge().ok());
  set_mode("");
  EXPECT_TRUE(comes_to(*job, JobState::done));
  set_mode("media-empty");
  const Result<port::JobId> left = spooler_.submit(letter_);
  ASSERT_TRUE(left.ok()) << to_string(left.error());
  EXPECT_TRUE(comes_to(*left, JobState::printing));
  EXPECT_TRUE(spooler_of("kiosk 1").purge().ok());  // after a restart, with an ended job beside it
  set_mode("");
  EXPECT_TRUE(comes_to(*left, JobState::lost));
}

TEST_F(SpoolerTest, a_job_that_waits_for_paper_can_be_taken_back) {
  set_mode("media-empty");
  const Result<port::JobId> job = spooler_.submit(letter_);
  ASSERT_TRUE(job.ok()) << to_string(job.error());
  EXPECT_TRUE(comes_to(*job, JobState::printing));
  // ippeveprinter notes the wish and goes on saying that it works on the job.
  EXPECT_TRUE(spooler_.remove(*job).ok());
  set_mode("");
  EXPECT_TRUE(soon([&] { return !spooler_.fault(); }));
}

TEST_F(SpoolerTest, a_job_that_the_printer_gives_up_is_lost) {
  set_mode("broken");
  const Result<port::JobId> job = spooler_.submit(letter_);
  ASSERT_TRUE(job.ok()) << to_string(job.error());
  EXPECT_TRUE(comes_to(*job, JobState::lost));
  EXPECT_EQ(*spooler_.job(*job + 17), JobState::lost);  // nobody knows it
}

TEST_F(SpoolerTest, a_printer_that_is_switched_off_is_offline) {
  kill(printer_, SIGKILL);
  tests::wait_for_program(printer_);
  EXPECT_EQ(spooler_.fault(), PrintFault::offline);
  const Result<port::JobId> job = spooler_.submit(letter_);
  ASSERT_FALSE(job.ok());
  EXPECT_EQ(job.error().code, ErrorCode::unavailable);
  EXPECT_EQ(spooler_.job(1).error().code, ErrorCode::unavailable);
  EXPECT_EQ(spooler_.remove(1).error().code, ErrorCode::unavailable);
  EXPECT_EQ(spooler_.purge().error().code, ErrorCode::unavailable);
  printer_ = 0;
}

// Somebody has taken the port that was free a moment ago.
class SpoolerRace : public SpoolerTest {
 protected:
  int free_port() override { return tries_++ == 0 ? taken_.port() : SpoolerTest::free_port(); }

  Listener taken_{false};
  int tries_ = 0;
};

TEST_F(SpoolerRace, the_printer_is_started_at_another_port) {
  EXPECT_EQ(tries_, 2);
  EXPECT_EQ(spooler_.fault(), std::nullopt);
}

TEST(SpoolerAway, a_service_that_hangs_is_left_after_a_while) {
  const Listener silent;
  Spooler spooler({.printer = "ipp://localhost:" + std::to_string(silent.port()) + "/ipp/print",
                   .patience = std::chrono::milliseconds(200)});
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(spooler.fault(), PrintFault::offline);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
}

TEST(SpoolerAway, what_is_no_printer_is_none) {
  for (const char* name : {"", "two words", "http://localhost/x", "a/b"}) {
    EXPECT_EQ(Spooler({.printer = name}).fault(), PrintFault::no_printer) << name;
  }
}

}  // namespace
}  // namespace lobby::print
