// librime's C functions, a session a call.
#include "platform/ime/pinyin.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <exception>
#include <mutex>

#include <rime_api.h>

namespace lobby::ime {
namespace {

constexpr const char* schema_id = "lobby_pinyin";
// Below a device no file can be made, whatever a later librime wants to keep.
constexpr const char* no_user_directory = "/dev/null";
constexpr int down_key = 0xff54;  // of X11's keysymdef.h, which librime goes by
constexpr int log_nothing = 4;    // above fatal

// librime and its log are one in a process: they cannot be set up twice at a time.
std::atomic<bool> is_open = false;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
std::once_flag log_set_up;          // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

const RimeApi& api() {
  return *rime_get_api();
}

// What RIME_STRUCT does, without its macro.
template <class Struct>
Struct sized() {
  Struct made{};
  made.data_size = sizeof(Struct) - sizeof(made.data_size);
  return made;
}

class Session {
 public:
  Session() : id_(api().create_session()) {}
  ~Session() { api().destroy_session(id_); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  bool select_schema() const { return id_ != 0 && api().select_schema(id_, schema_id) != False; }
  bool press(int key) const { return api().process_key(id_, key, 0) != False; }
  RimeSessionId id() const { return id_; }

 private:
  RimeSessionId id_;
};

class Context {
 public:
  explicit Context(const Session& session) : context_(sized<RimeContext>()) {
    is_there_ = api().get_context(session.id(), &context_) != False;
  }
  ~Context() {
    if (is_there_) {
      api().free_context(&context_);
    }
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  bool has_candidate() const { return is_there_ && context_.menu.num_candidates > 0; }
  bool is_last() const { return context_.menu.is_last_page != False; }
  // The one in hand, since a page is one candidate. What it leaves of the letters stands behind the
  // selection as it was typed.
  port::Candidate candidate(std::size_t letters) const {
    const RimeComposition& composition = context_.composition;
    const auto end = static_cast<std::size_t>(composition.sel_end);
    const std::size_t whole = std::strlen(composition.preedit);
    const std::size_t left = whole > end ? whole - end : 0;
    return {context_.menu.candidates[0].text, letters - std::min(letters, left)};
  }

 private:
  RimeContext context_;
  bool is_there_ = false;
};

Status check_letters(std::string_view letters) {
  if (letters.size() > port::composing_letters_max) {
    return fail(ErrorCode::too_large, "letters: more than can be composed at once");
  }
  const auto is_spelling = [](char c) { return (c >= 'a' && c <= 'z') || c == '\''; };
  return std::ranges::all_of(letters, is_spelling)
             ? done()
             : fail(ErrorCode::malformed, "letters: pinyin is written in a to z and '");
}

Result<std::vector<port::Candidate>> list(std::string_view letters, std::size_t most) {
  const Session session;
  if (!session.select_schema()) {
    return fail(ErrorCode::unavailable, "librime does not open a session");
  }
  for (const char letter : letters) {
    session.press(letter);
  }
  std::vector<port::Candidate> found;
  while (found.size() < most) {
    const Context context(session);
    if (!context.has_candidate()) {
      break;
    }
    found.push_back(context.candidate(letters.size()));
    if (context.is_last() || !session.press(down_key)) {
      break;
    }
  }
  return found;
}

Status check_file(const std::filesystem::path& file, const char* advice) {
  std::error_code error;
  return std::filesystem::exists(file, error)
             ? done()
             : fail(ErrorCode::configuration, file.string() + " is missing; " + advice);
}

Status check_files(const PinyinOptions& options) {
  const std::filesystem::path tables = options.data / "build";
  for (const char* name : {"pinyin_simp.table.bin", "pinyin_simp.prism.bin"}) {
    if (Status there = check_file(tables / name, "install rime-data-pinyin-simp"); !there) {
      return there;
    }
  }
  return check_file(options.schemas / (std::string(schema_id) + ".schema.yaml"),
                    "it comes with the program's assets");
}

void start(const PinyinOptions& options) {
  const std::string data = options.data.string();
  const std::string tables = (options.data / "build").string();
  const std::string schemas = options.schemas.string();
  static const char* modules[] = {"core", "dict", "gears", nullptr};
  RimeTraits traits = sized<RimeTraits>();
  traits.shared_data_dir = data.c_str();
  traits.prebuilt_data_dir = tables.c_str();
  traits.staging_dir = schemas.c_str();
  traits.user_data_dir = no_user_directory;
  traits.modules = modules;
  traits.min_log_level = log_nothing;
  traits.log_dir = "";
  std::call_once(log_set_up, [&traits] {
    traits.app_name = "rime.lobby";  // with a name the log is set up too
    api().setup(&traits);
  });
  traits.app_name = nullptr;
  api().initialize(&traits);
}

}  // namespace

Result<std::unique_ptr<Pinyin>> Pinyin::open(const PinyinOptions& options) {
  if (Status there = check_files(options); !there) {
    return there.error();
  }
  if (is_open.exchange(true)) {
    return fail(ErrorCode::already_exists, "librime is open already; a process has one");
  }
  std::unique_ptr<Pinyin> pinyin(new Pinyin());  // from here on it closes
  try {
    start(options);
  } catch (const std::exception& error) {
    return fail(ErrorCode::unavailable, std::string("librime: ") + error.what());
  }
  const Result<std::vector<port::Candidate>> probe = pinyin->candidates("ni", 1);
  if (!probe || probe->empty()) {
    return fail(ErrorCode::unavailable, "librime finds nothing in " + options.data.string() +
                                            "; install rime-data-pinyin-simp anew");
  }
  return pinyin;
}

Pinyin::~Pinyin() {
  api().finalize();
  is_open = false;
}

Result<std::vector<port::Candidate>> Pinyin::candidates(std::string_view letters,
                                                        std::size_t most) {
  if (Status sound = check_letters(letters); !sound) {
    return sound.error();
  }
  try {
    return list(letters, most);
  } catch (const std::exception&) {
    return fail(ErrorCode::unavailable, "librime gave up on these letters");
  }
}

}  // namespace lobby::ime
