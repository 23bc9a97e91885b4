// Other programs as child processes; they end with this one, whatever happens to it. What they
// print goes into a file or comes back whole, so that none ever waits for a reader.
// Failures to start throw std::runtime_error. A child ends with the thread that started it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace lobby::tests {

struct ProgramResult {
  int status = 0;      // exit status; 128 + signal when it was killed; 127 when it is not there
  std::string output;  // standard output and error
};

// Runs words[0], a path, with the others as its arguments, to its end.
ProgramResult run_program(std::vector<std::string> words);

// Standard output and error replace the file's content.
pid_t start_program(std::vector<std::string> words, const std::filesystem::path& output);
// The status as in ProgramResult; nothing while it runs.
std::optional<int> ended_program(pid_t process);
int wait_for_program(pid_t process);

}  // namespace lobby::tests
