// Goal: what a kiosk says reaches the speech service in the guest's language, stops at once, and a
// service that is away or dies costs the screen nothing. Method: the adapter against a service of
// our own that speaks SSIP (Speech Dispatcher's protocol, 0.11) on a socket.
#include "platform/speech/voice.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace lobby::speech {
namespace {

// Answers everything with success and keeps what was asked.
class Service {
 public:
  explicit Service(std::filesystem::path path) : path_(std::move(path)) {
    std::filesystem::remove(path_);
    listener_ = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path_.c_str(), sizeof address.sun_path - 1);
    EXPECT_EQ(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(listen(listener_, 2), 0);
    thread_ = std::thread([this] { serve(); });
  }
  ~Service() {
    shutdown(listener_, SHUT_RDWR);
    if (const int client = client_.exchange(-1); client >= 0) {
      shutdown(client, SHUT_RDWR);
    }
    thread_.join();
    close(listener_);
    std::filesystem::remove(path_);
  }
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  bool was_asked(const std::string& line) {
    const std::lock_guard lock(mutex_);
    return std::ranges::find(lines_, line) != lines_.end();
  }

 private:
  void serve() {
    for (int client = accept(listener_, nullptr, nullptr); client >= 0;
         client = accept(listener_, nullptr, nullptr)) {
      client_ = client;
      answer_all(client);
      client_ = -1;
      close(client);
    }
  }
  void answer_all(int client) {
    std::string text;
    char buffer[512];
    bool data = false;
    for (ssize_t got = read(client, buffer, sizeof buffer); got > 0;
         got = read(client, buffer, sizeof buffer)) {
      text.append(buffer, static_cast<std::size_t>(got));
      for (std::size_t end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n")) {
        const std::string line = text.substr(0, end);
        text.erase(0, end + 2);
        const std::string reply = reply_to(line, data);
        if (!reply.empty() && write(client, reply.data(), reply.size()) < 0) {
          return;
        }
      }
    }
  }
  std::string reply_to(const std::string& line, bool& data) {
    {
      const std::lock_guard lock(mutex_);
      lines_.push_back(line);
    }
    if (data) {
      data = line != ".";
      return data ? "" : "225-21\r\n225 OK MESSAGE QUEUED\r\n";
    }
    if (line == "speak" || line == "SPEAK") {
      data = true;
      return "230 OK RECEIVING DATA\r\n";
    }
    return line == "HISTORY GET CLIENT_ID" ? "245-1\r\n245 OK CLIENT ID SENT\r\n"
                                           : "200 OK DONE\r\n";
  }

  std::filesystem::path path_;
  int listener_ = -1;
  std::atomic<int> client_ = -1;
  std::mutex mutex_;
  std::vector<std::string> lines_;
  std::thread thread_;
};

class SpeechVoice : public testing::Test {
 protected:
  template <class Reached>
  static bool soon(const Reached& reached) {
    for (int tries = 0; tries < 500 && !reached(); ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return reached();
  }
  VoiceOptions options() {
    return {.socket = socket_.string(),
            .on_change = [this] { ++changes_; },
            .on_fault = [this](const std::string&) { ++faults_; }};
  }

  std::filesystem::path socket_ = std::filesystem::temp_directory_path() /
                                  ("lobby-voice-" + std::to_string(getpid()) + ".sock");
  std::atomic<int> changes_ = 0;
  std::atomic<int> faults_ = 0;
};

TEST_F(SpeechVoice, it_speaks_in_the_guests_language_and_stops) {
  Service service(socket_);
  Voice voice(options());
  ASSERT_TRUE(soon([&] { return voice.available(); }));
  EXPECT_EQ(changes_, 1);
  voice.say("Welcome", "en");
  EXPECT_TRUE(soon([&] { return service.was_asked("Welcome"); }));
  EXPECT_TRUE(service.was_asked("SET SELF LANGUAGE en"));
  voice.set_pace(port::SpeechPace::slow);
  voice.say("欢迎光临", "zh-CN");
  EXPECT_TRUE(soon([&] { return service.was_asked("欢迎光临"); }));
  EXPECT_TRUE(service.was_asked("SET SELF LANGUAGE cmn"));
  EXPECT_TRUE(service.was_asked("SET SELF RATE -35"));
  voice.stop();
  EXPECT_TRUE(soon([&] { return service.was_asked("CANCEL SELF"); }));
  EXPECT_EQ(faults_, 0);
}

TEST_F(SpeechVoice, a_service_that_is_away_is_told_once_and_found_later) {
  Voice voice(options());
  EXPECT_TRUE(soon([&] { return faults_ > 0; }));
  EXPECT_FALSE(voice.available());
  voice.stop();  // nothing to stop, nothing to ask
  Service service(socket_);
  voice.say("Welcome", "en");
  EXPECT_TRUE(soon([&] { return service.was_asked("Welcome"); }));
  EXPECT_TRUE(voice.available());
}

TEST_F(SpeechVoice, a_service_that_dies_is_noticed) {
  auto service = std::make_unique<Service>(socket_);
  Voice voice(options());
  ASSERT_TRUE(soon([&] { return voice.available(); }));
  service.reset();
  EXPECT_TRUE(soon([&] {
    voice.say("Welcome", "en");
    return !voice.available();
  }));
  EXPECT_GT(faults_, 0);
}

}  // namespace
}  // namespace lobby::speech
