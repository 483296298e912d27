# Compiler cache, linker, output folders: what makes a build fast and predictable, nothing about Howdah itself.
include(GNUInstallDirs)
include(FeatureSummary)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTOUIC ON)
set(CMAKE_AUTORCC ON)
# One moc/uic run a target is enough; more processes than cores only make each other wait.
set(CMAKE_AUTOGEN_PARALLEL 1)

# Either precompiled headers or the compiler cache: the cache would hash their hundreds of megabytes for each file, and
# they differ after every clean build, so that nothing would ever be found in it.
option(HOWDAH_PRECOMPILE "Precompile Qt's headers; when off, ccache is used if it is there" ON)
add_feature_info(precompiled HOWDAH_PRECOMPILE "Qt's headers")
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT HOWDAH_PRECOMPILE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths relative to the checkout, so that two checkouts share what they have in common.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
endif()
add_feature_info(ccache CMAKE_CXX_COMPILER_LAUNCHER "compiler cache")

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  add_link_options(-fuse-ld=mold)
endif()
add_feature_info(mold MOLD_PROGRAM "fast linker")

if(HOWDAH_SANITIZE)
  add_compile_options(-fsanitize=${HOWDAH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${HOWDAH_SANITIZE})
endif()
