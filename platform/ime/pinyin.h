// port::InputMethod on librime, with the dictionary of Debian's rime-data-pinyin-simp (its tables
// are built there, so nothing is deployed) under a schema of our own (assets/ime). Each call is a
// session of its own that ends with it, so that librime keeps nothing of what was composed. Its
// user directory is one in which no file can be made, and its log is off.
// librime is one in a process: one Pinyin at a time. UI thread.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/port/input_method.h"

namespace lobby::ime {

struct PinyinOptions {
  std::filesystem::path schemas;                        // holds lobby_pinyin.schema.yaml
  std::filesystem::path data = "/usr/share/rime-data";  // its build/ holds the dictionary's tables
};

class Pinyin final : public port::InputMethod {
 public:
  // Errors: configuration (a file is missing: which, and what to install), already_exists (another
  // is open), unavailable (librime finds no character for a plain syllable).
  static Result<std::unique_ptr<Pinyin>> open(const PinyinOptions& options);
  ~Pinyin() override;
  Pinyin(const Pinyin&) = delete;
  Pinyin& operator=(const Pinyin&) = delete;

  Result<std::vector<port::Candidate>> candidates(std::string_view letters,
                                                  std::size_t most) override;

 private:
  Pinyin() = default;
};

}  // namespace lobby::ime
