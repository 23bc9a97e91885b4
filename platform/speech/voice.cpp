// A thread that owns the connection, and notes left for it.
#include "platform/speech/voice.h"

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <libspeechd.h>
#include <unistd.h>

namespace lobby::speech {
namespace {

struct Close {
  void operator()(SPDConnection* connection) const { spd_close(connection); }
};
using Connection = std::unique_ptr<SPDConnection, Close>;

struct Note {
  bool stops = false;
  std::string text{};
  std::string language{};
};

// espeak-ng knows Mandarin by its own code (ISO 639-3) and not as Chinese.
std::string service_language(std::string_view tag) {
  const std::string_view language = tag.substr(0, tag.find('-'));
  return std::string(language == "zh" ? "cmn" : language);
}

// -100 to 100 around the voice's usual pace.
int rate_of(port::SpeechPace pace) {
  switch (pace) {
    case port::SpeechPace::normal:
      return 0;
    case port::SpeechPace::slow:
      return -35;
    case port::SpeechPace::slower:
      return -65;
  }
  return 0;
}

}  // namespace

class Voice::Worker {
 public:
  explicit Worker(VoiceOptions options)
      : options_(std::move(options)), thread_([this] { run(); }) {}
  ~Worker() {
    {
      const std::lock_guard lock(mutex_);
      ends_ = true;
      notes_.clear();
    }
    changed_.notify_one();
    thread_.join();
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  bool available() const { return available_; }
  void set_pace(port::SpeechPace pace) { rate_ = rate_of(pace); }
  void leave(Note note) {
    {
      const std::lock_guard lock(mutex_);
      if (note.stops) {
        notes_.clear();
      }
      notes_.push_back(std::move(note));
    }
    changed_.notify_one();
  }

 private:
  void run() {
    // The library writes to a socket whose other end may have gone.
    sigset_t pipe{};
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    connect();
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return ends_ || !notes_.empty(); });
      if (ends_) {
        return;
      }
      const Note note = std::move(notes_.front());
      notes_.pop_front();
      lock.unlock();
      carry_out(note);
    }
  }

  void carry_out(const Note& note) {
    if (!connection_) {
      if (note.stops) {
        return;
      }
      connect();
    }
    if (connection_ && !(note.stops ? spd_cancel(connection_.get()) == 0 : spoken(note))) {
      lose("the speech service does not answer");
    }
  }

  bool spoken(const Note& note) {
    SPDConnection* connection = connection_.get();
    const std::string language = service_language(note.language);
    if (language != language_ && spd_set_language(connection, language.c_str()) != 0) {
      return false;
    }
    language_ = language;
    if (const int rate = rate_; rate != rate_set_ && spd_set_voice_rate(connection, rate) == 0) {
      rate_set_ = rate;
    }
    return spd_say(connection, SPD_MESSAGE, note.text.c_str()) != -1;
  }

  void connect() {
    // libspeechd 0.11 leaks a few bytes with each failure: what cannot work is not tried.
    if (!options_.socket.empty() && access(options_.socket.c_str(), W_OK) != 0) {
      lose("there is no speech service at " + options_.socket);
      return;
    }
    char* why = nullptr;
    SPDConnectionAddress address{};
    address.method = SPD_METHOD_UNIX_SOCKET;
    address.unix_socket_name = options_.socket.data();
    connection_.reset(spd_open2("lobby", "kiosk", nullptr, SPD_MODE_SINGLE,
                                options_.socket.empty() ? nullptr : &address,
                                options_.socket.empty() ? 1 : 0, &why));
    language_.clear();
    rate_set_.reset();
    if (!connection_) {
      lose(why == nullptr ? "there is no speech service; install speech-dispatcher" : why);
    } else {
      change(true);
    }
    std::free(why);
  }
  void lose(const std::string& why) {
    connection_.reset();
    if (options_.on_fault) {
      options_.on_fault(why);
    }
    change(false);
  }
  void change(bool available) {
    if (available_.exchange(available) != available && options_.on_change) {
      options_.on_change();
    }
  }

  VoiceOptions options_;
  std::atomic<bool> available_ = false;
  std::atomic<int> rate_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Note> notes_;
  bool ends_ = false;
  // Of the thread alone.
  Connection connection_;
  std::string language_;
  std::optional<int> rate_set_;
  std::thread thread_;  // last: it uses the others
};

Voice::Voice(VoiceOptions options) : worker_(std::make_unique<Worker>(std::move(options))) {}
Voice::~Voice() = default;

bool Voice::available() const {
  return worker_->available();
}
void Voice::say(std::string_view text, std::string_view language) {
  worker_->leave({false, std::string(text), std::string(language)});
}
void Voice::stop() {
  worker_->leave({.stops = true});
}
void Voice::set_pace(port::SpeechPace pace) {
  worker_->set_pace(pace);
}

}  // namespace lobby::speech
