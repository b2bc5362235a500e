# Links lib/, its startup snapshot and its code cache into the binary.
#
#   phasor_executable(NAME SOURCE...)
#     NAME_stage1: the sources with lib/ embedded, without snapshot and code cache
#     NAME:        the same with those that NAME_stage1 makes
#
# The sources are .incbin'd by generated assembly: V8 reads them in place. The root certificates for TLS go the same way.
function(phasor_write_lib_assembly output)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/lib ${CMAKE_SOURCE_DIR}/lib/*.js)
  list(SORT files)
  set(text "    .section .rodata\n")
  set(table "    .section .data.rel.ro,\"aw\"\n    .balign 8\n    .globl phasor_lib_files\nphasor_lib_files:\n")
  set(index 0)
  set(depends)
  foreach(file ${files})
    string(REGEX REPLACE "\\.js$" "" id ${file})
    string(APPEND text "id_${index}: .asciz \"${id}\"\n    .balign 8\nfile_${index}: .incbin \"${CMAKE_SOURCE_DIR}/lib/${file}\"\nend_${index}:\n")
    string(APPEND table "    .quad id_${index}, file_${index}, end_${index} - file_${index}\n")
    list(APPEND depends ${CMAKE_SOURCE_DIR}/lib/${file})
    math(EXPR index "${index} + 1")
  endforeach()
  # npm packages, fetched at build time by name and version (deps/npm)
  foreach(bundle ${ARGN})
    string(REPLACE "=" ";" bundle ${bundle})
    list(GET bundle 0 id)
    list(GET bundle 1 file)
    string(APPEND text "id_${index}: .asciz \"internal/deps/${id}\"\n    .balign 8\nfile_${index}: .incbin \"${file}\"\nend_${index}:\n")
    string(APPEND table "    .quad id_${index}, file_${index}, end_${index} - file_${index}\n")
    list(APPEND depends ${file})
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND table "    .globl phasor_lib_count\nphasor_lib_count: .quad ${index}\n    .section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT ${output} CONTENT "${text}${table}" @ONLY)
  set_source_files_properties(${output} PROPERTIES OBJECT_DEPENDS "${depends}")
  set(PHASOR_LIB_SOURCES "${depends}" PARENT_SCOPE)
endfunction()

# phasor_write_blob_assembly(OUTPUT SYMBOL FILE ...): SYMBOL and SYMBOL_size for each pair; FILE may be empty.
function(phasor_write_blob_assembly output)
  set(text "    .section .rodata\n")
  set(depends)
  while(ARGN)
    list(POP_FRONT ARGN symbol file)
    string(APPEND text "    .balign 16\n    .globl ${symbol}\n${symbol}:\n")
    if(NOT file STREQUAL "none")
      string(APPEND text "    .incbin \"${file}\"\n")
      list(APPEND depends ${file})
    endif()
    string(APPEND text "end_${symbol}:\n    .balign 8\n    .globl ${symbol}_size\n${symbol}_size: .quad end_${symbol} - ${symbol}\n")
  endwhile()
  string(APPEND text "    .section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT ${output} CONTENT "${text}" @ONLY)
  set_source_files_properties(${output} PROPERTIES OBJECT_DEPENDS "${depends}")
endfunction()

enable_language(ASM)
set(PHASOR_GENERATED ${CMAKE_BINARY_DIR}/generated)

# deps/npm/bundles.txt: lines "ID FILE", FILE inside node_modules; "ID/ FOLDER/" is every .js file right in that folder.
set(PHASOR_NPM ${CMAKE_BINARY_DIR}/npm)
set(npm_stamp ${PHASOR_NPM}/node_modules/.package-lock.json)
if(NOT EXISTS ${npm_stamp} OR ${CMAKE_SOURCE_DIR}/deps/npm/package-lock.json IS_NEWER_THAN ${npm_stamp})
  file(COPY ${CMAKE_SOURCE_DIR}/deps/npm/package.json ${CMAKE_SOURCE_DIR}/deps/npm/package-lock.json DESTINATION ${PHASOR_NPM})
  execute_process(COMMAND npm ci --ignore-scripts --no-audit --no-fund WORKING_DIRECTORY ${PHASOR_NPM}
    RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(failed)
    message(FATAL_ERROR "npm ci for the bundled packages (deps/npm) failed; is the npm registry reachable?\n${output}")
  endif()
  file(TOUCH ${npm_stamp})
endif()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/deps/npm/package-lock.json
  ${CMAKE_SOURCE_DIR}/deps/npm/bundles.txt)
set(bundles)
file(STRINGS ${CMAKE_SOURCE_DIR}/deps/npm/bundles.txt lines REGEX "^[^#]")
foreach(line ${lines})
  separate_arguments(words UNIX_COMMAND "${line}")
  list(GET words 0 id)
  list(GET words 1 file)
  if(NOT file MATCHES "/$")
    list(APPEND bundles "${id}=${PHASOR_NPM}/node_modules/${file}")
    continue()
  endif()
  file(GLOB files RELATIVE ${PHASOR_NPM}/node_modules/${file} ${PHASOR_NPM}/node_modules/${file}*.js)
  list(SORT files)
  foreach(name ${files})
    string(REGEX REPLACE "\\.js$" "" stem ${name})
    list(APPEND bundles "${id}${stem}=${PHASOR_NPM}/node_modules/${file}${name}")
  endforeach()
endforeach()
phasor_write_lib_assembly(${PHASOR_GENERATED}/lib.S ${bundles})
add_library(phasor_lib OBJECT ${PHASOR_GENERATED}/lib.S)
phasor_write_blob_assembly(${PHASOR_GENERATED}/no_blobs.S phasor_snapshot none phasor_code_cache none)
add_library(phasor_no_blobs OBJECT ${PHASOR_GENERATED}/no_blobs.S)

# Mozilla's root certificates (src/crypto/root_certificates.cc).
execute_process(COMMAND ${CMAKE_SOURCE_DIR}/deps/root-certificates OUTPUT_VARIABLE root_certificates
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
phasor_write_blob_assembly(${PHASOR_GENERATED}/root_certificates.S phasor_root_certificates ${root_certificates})
target_sources(phasor_crypto PRIVATE ${PHASOR_GENERATED}/root_certificates.S)

# The page that a trace is shown by (src/runtime/trace_file.cc): one file of three.
set(trace_page ${CMAKE_SOURCE_DIR}/src/trace_page)
file(READ ${trace_page}/page.css PAGE_STYLE)
file(READ ${trace_page}/page.js PAGE_SCRIPT)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${trace_page}/page.css ${trace_page}/page.js)
configure_file(${trace_page}/page.html ${PHASOR_GENERATED}/trace_page.html @ONLY)
phasor_write_blob_assembly(${PHASOR_GENERATED}/trace_page.S phasor_trace_page ${PHASOR_GENERATED}/trace_page.html)
target_sources(phasor_runtime PRIVATE ${PHASOR_GENERATED}/trace_page.S)

add_executable(phasor_elf ${CMAKE_SOURCE_DIR}/tools/elf.cc)
file(REAL_PATH ${PHASOR_LIB_v8} libnode)
cmake_path(GET libnode FILENAME libnode_name)

function(phasor_executable name)
  add_executable(${name}_stage1 ${ARGN} $<TARGET_OBJECTS:phasor_lib> $<TARGET_OBJECTS:phasor_no_blobs> ${PHASOR_SANITIZER_DEFAULTS})
  target_link_libraries(${name}_stage1 PRIVATE phasor_bindings)
  set(snapshot ${PHASOR_GENERATED}/${name}_snapshot.bin)
  set(cache ${PHASOR_GENERATED}/${name}_code_cache.bin)
  set(stage1 ${CMAKE_COMMAND} -E env --unset=PHASOR_LIB --unset=NODE_OPTIONS $<TARGET_FILE:${name}_stage1>)
  # V8 takes a code cache only under the snapshot that it was made under.
  add_custom_command(OUTPUT ${snapshot} ${cache}
    COMMAND ${stage1} --build-startup-snapshot=${snapshot}
    COMMAND ${stage1} --startup-snapshot=${snapshot} --build-code-cache=${cache}
    DEPENDS ${name}_stage1 COMMENT "Building the startup snapshot and the code cache of lib/" VERBATIM)
  phasor_write_blob_assembly(${PHASOR_GENERATED}/${name}_blobs.S phasor_snapshot ${snapshot} phasor_code_cache ${cache})
  add_executable(${name} ${ARGN} $<TARGET_OBJECTS:phasor_lib> ${PHASOR_GENERATED}/${name}_blobs.S ${PHASOR_SANITIZER_DEFAULTS})
  target_link_libraries(${name} PRIVATE phasor_bindings)
  # `#!/usr/bin/env node` scripts and npm's run-scripts find us by that name.
  add_custom_command(TARGET ${name} POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E create_symlink ${name} $<TARGET_FILE_DIR:${name}>/node)
  if(NOT PHASOR_SANITIZE)
    # The dynamic linker finds this libnode before the sysroot's (deps/toolchain.cmake).
    set(bound ${CMAKE_BINARY_DIR}/lib/${libnode_name})
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
    add_custom_command(OUTPUT ${bound}
      COMMAND $<TARGET_FILE:phasor_elf> bind ${libnode} $<TARGET_FILE:${name}> ${bound}.new
      COMMAND ${CMAKE_COMMAND} -E rename ${bound}.new ${bound}
      DEPENDS ${name} phasor_elf COMMENT "Binding libnode's references to itself" VERBATIM)
    add_custom_target(${name}_bound_libnode ALL DEPENDS ${bound})
  endif()
endfunction()
